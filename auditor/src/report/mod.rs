//! What a tally decided and a verification found, for programs and for people.

mod analysis;
mod comparison;
mod json;
mod sentences;
mod table;
mod text;
mod verification;
pub(crate) mod warnings;

pub(crate) use analysis::AnalysisReport;
pub(crate) use comparison::{Alternative, ComparisonReport};
pub(crate) use json::JsonReport;
pub(crate) use table::{printable, wrap};
pub(crate) use text::TextReport;
pub(crate) use verification::Verification;
