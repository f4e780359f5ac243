//! Preparing the vote of a season: what comes out, what is refused, and the roll before it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

#[path = "../shared/districts.rs"]
mod districts;
#[path = "../shared/keys.rs"]
mod keys;
mod manifest;
#[path = "../shared/people.rs"]
mod people;
#[path = "../shared/projects.rs"]
mod projects;
mod refusals;
#[path = "../shared/setup.rs"]
mod setup;
#[path = "../shared/territory.rs"]
mod territory;
#[path = "../shared/trustees.rs"]
mod trustees;
mod world;
