//! Acts that take two officials, and the demo's clock, over HTTP against the whole router.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

#[path = "../shared/browser.rs"]
mod browser;
mod clock;
mod close;
mod count;
#[path = "../shared/districts.rs"]
mod districts;
#[path = "../shared/keys.rs"]
mod keys;
#[path = "../shared/manifest.rs"]
mod manifest;
mod open;
#[path = "../shared/people.rs"]
mod people;
mod prepare;
#[path = "../shared/projects.rs"]
mod projects;
mod rules;
#[path = "../shared/setup.rs"]
mod setup;
#[path = "../shared/trustees.rs"]
mod trustees;
mod who;
mod witnessed;
mod world;
