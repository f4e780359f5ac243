//! A budget from the upload to the public page, over HTTP, against the whole router: what goes
//! right, and what ministries and spreadsheets send that does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

#[path = "../shared/browser.rs"]
mod browser;
mod files;
#[path = "../shared/people.rs"]
mod people;
mod public;
#[path = "../shared/setup.rs"]
mod setup;
#[path = "../shared/territory.rs"]
mod territory;
mod two_officials;
mod upload;
mod world;
