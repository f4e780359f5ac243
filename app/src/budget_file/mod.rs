//! A file of budget lines, as ministries bring it: CSV (RFC 4180, UTF-8) with the columns
//! `territory`, `function`, `plan` and `executed`. docs/budgets.md describes it.
//!
//! It is read whole: either it becomes lines, or every wrong cell is told by row and column. What
//! spreadsheets do to such files on the way is expected: a byte order mark, semicolons, empty rows
//! at the end, functions without their leading zero, spaces between thousands.

mod amount;
mod lines;
mod mistake;
mod sheet;

pub use lines::read;
pub use mistake::{Column, Mistake, Wrong};

/// The largest file, in bytes.
pub const FILE_BYTES: usize = 1024 * 1024;

/// The most rows below the head.
pub const ROWS: usize = 5_000;
