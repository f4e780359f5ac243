//! The program `hashar` as its operators meet it: arguments, files, sentences on the terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

mod backup;
mod demo;
mod help;
mod import_roll;
mod import_season;
mod import_territories;
mod keys;
mod logs;
mod migrations;
mod program;
mod register;
mod replay;
mod roles;
mod secrets;
mod starting;
mod stopping;
