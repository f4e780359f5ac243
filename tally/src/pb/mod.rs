//! Pabulib's `.pb` files: real elections in a semicolon-separated text format.
//!
//! Reading has two steps. [`Document::read`] splits the bytes into three tables and keeps every
//! byte, so that [`Document::to_bytes`] gives the same file back, unknown columns and all.
//! [`Document::election`] understands the tables: an [`crate::Instance`], a
//! [`crate::Profile`], limits, and [`Warning`]s about what a careful reader should know.
//! [`Composer`] goes the other way, from an election to a document.
//!
//! Source: Faliszewski et al., Participatory Budgeting: Data, Tools, and Analysis,
//! arXiv 2305.11035, and <https://pabulib.org/format>.
//!
//! Stricter than usual readers, because a misread file can move money:
//! - A quote that does not close, or closes in the middle of a cell, is an error at the line of
//!   the quote; a quoted cell spans lines only in META and PROJECTS and never a section's title.
//! - Sections come once, in their order; a voter called `meta` is a voter. Two rows of one voter are
//!   two ballots, with a warning.
//! - What a voter wrote is never printed: errors and warnings carry line numbers and the ids of
//!   projects, and an unknown id is quoted because it names no project.

mod cells;
mod compose;
mod document;
mod election;
mod error;
mod meta;
mod projects;
mod records;
mod scan;
mod voters;
mod votes;

pub use cells::Cell;
pub use compose::{Column, Composer};
pub use document::{Document, Row, Table};
pub use election::FileElection;
pub use error::{Limit, ReadError, ReadErrorKind, Section, Warning, WarningKind};
pub use meta::Meta;
