//! Files that operators bring: read whole and checked cell by cell before anything is written.
//!
//! To add an import: a file here that turns what was read into the store's rows, a command in
//! `commands/import.rs`.

mod roll;
mod season;
mod sheet;
mod territories;

pub use roll::{RollError, read as read_roll};
pub use season::{Fault, Faults, SeasonError, SeasonFile, read as read_season};
pub use sheet::{Mistake, Mistakes};
pub use territories::{Territories, read as read_territories};
