//! What the store promises, on SQLite and on PostgreSQL: one file per area, each test run on both.
//!
//! `TEST_POSTGRES_URL` names a throwaway server; every test makes a database of its own there.
//! To add an area: a file here, its tests within `on_both!`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

#[macro_use]
mod database;

mod acts;
mod approvals;
mod ballot_box;
mod budgets;
mod clock;
mod contents;
mod crowds;
mod elections;
mod erasure;
mod issuance;
mod logs;
mod opening;
mod people;
mod projects;
mod proposals;
mod real_territories;
mod results;
mod roles;
mod roll;
mod rules;
mod schema;
mod screening;
mod seasons;
mod sessions;
mod sign_ins;
mod territories;
mod witnesses;
