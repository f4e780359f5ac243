//! From a draft to a project, over HTTP, against the whole router: what goes right, and what
//! people type, send and try that does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod bounds;
#[path = "../shared/browser.rs"]
mod browser;
mod form;
mod housekeeping;
mod limits;
mod mahalla;
#[path = "../shared/people.rs"]
mod people;
mod photos;
mod public;
mod screening;
#[path = "../shared/setup.rs"]
mod setup;
#[path = "../shared/territory.rs"]
mod territory;
mod way;
mod world;
