//! The rules against their definitions, on random small elections.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod analysis;
mod brute_force;
mod constraints;
mod equal_shares;
mod invariances;
mod maxwelfare;
mod phragmen;
mod ratio;
mod small;
