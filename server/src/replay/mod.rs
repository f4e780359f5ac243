//! A real election from a `.pb` file, voted again: every row of its votes becomes a person with an
//! identity number, a credential, and a sealed and signed ballot, through the very routes that
//! browsers use. Then the vote is closed, tallied and published as a record.
//!
//! [`Plan`] is what the file says in the manifest's words; [`Stage`] is the election that stands
//! ready for it, with keys that end with it; [`Voter`] is one of its people.

mod crowd;
mod file;
mod finish;
mod keys;
mod people;
mod plan;
mod progress;
mod scratch;
mod stage;
mod voter;

pub use crowd::vote;
pub use file::{FileError, read};
pub use finish::{finish, winners};
pub use keys::TemporaryKeys;
pub use people::People;
pub use plan::{Plan, Refused};
pub use progress::Progress;
pub use scratch::Scratch;
pub use stage::{Stage, Timing};
pub use voter::{Voter, VoterError};
