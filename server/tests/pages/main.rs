//! The pages over HTTP: the whole router, a real SQLite database, the demo, a frozen clock.
//!
//! To add the pages of an area: a file here, and their addresses in `every_page.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod bodies;
mod districts;
mod every_page;
mod every_route;
mod headers;
mod home;
#[path = "../shared/people.rs"]
mod people;
mod pictures;
mod projects;
mod sample_season;
mod seasons;
#[path = "../shared/setup.rs"]
mod setup;
mod site;
#[path = "../shared/territory.rs"]
mod territory;
mod weight;
