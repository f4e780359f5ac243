//! Real elections: every file of the shared folder, read, written back, tallied by every rule
//! that has an expected result.

mod files;
mod outcomes;
mod round_trip;
