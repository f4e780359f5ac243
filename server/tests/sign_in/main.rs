//! Signing in, over HTTP, against the whole router: with the demo's issuer and with a provider
//! that lies in every way it can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod attacks;
mod browser;
mod demo_people;
mod flow;
mod forms;
mod liar;
mod officials;
mod provider_answers;
mod sessions;
#[path = "../shared/setup.rs"]
mod setup;
#[path = "../shared/territory.rs"]
mod territory;
mod world;
