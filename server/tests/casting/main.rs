//! Whole elections over HTTP, with `voting` as the client that believes nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod after;
mod apart;
mod at_once;
mod capacity;
mod clock;
mod counting;
mod crash;
mod database;
mod demo;
#[path = "../shared/districts.rs"]
mod districts;
mod election;
mod erasure;
#[path = "../shared/keys.rs"]
mod keys;
#[path = "../shared/manifest.rs"]
mod manifest;
mod older_backup;
mod pages;
#[path = "../shared/people.rs"]
mod people;
mod preparing;
mod processes;
mod program;
mod publication;
mod refusals;
mod results;
#[path = "../shared/setup.rs"]
mod setup;
mod tampered;
mod trustees;
mod witnessed;
mod world;
