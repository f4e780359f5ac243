//! Any bytes as a `.pb` file: read or refused, written back the same, tallied without a panic.
#![no_main]

#[path = "../../tests/files/exercise.rs"]
mod exercise;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exercise::exercise(bytes));
