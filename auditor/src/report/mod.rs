//! What a tally decided, for programs and for people.

mod json;
mod sentences;
mod table;
mod text;
pub(crate) mod warnings;

pub(crate) use json::JsonReport;
pub(crate) use table::wrap;
pub(crate) use text::TextReport;
