//! Whole records through the binary: honest, tampered with, downloaded, and made step by step by
//! trustee and auditors.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod ceremony;
mod fetch;
mod golden;
mod key_generation;
mod keys;
mod site;
mod support;
mod tampered;
mod threshold;
mod verify;
mod witness;
mod witnessed;
