//! Whole elections over HTTP, with `voting` as the client that believes nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod apart;
mod clock;
mod crash;
mod election;
mod manifest;
mod older_backup;
mod refusals;
mod world;
