//! Real elections: every file of the shared folder, read, written back, tallied by every rule
//! that has an expected result.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod files;
mod meaning;
mod outcomes;
mod round_trip;
