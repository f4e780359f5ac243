//! Results of a contest, for everybody: who is funded and why, what was counted, how to check it.

mod evenness;
mod files;
mod meaning;
mod model;
mod numbers;
mod ranking;
mod show;
mod verify;
mod what_if;

pub(super) use show::show;
