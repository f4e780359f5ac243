//! What auditors sign: that they hold a copy, and later what they found.

mod attestation;
mod hold;

pub use attestation::{Attestation, Totals, proof_of_reading};
pub use hold::Hold;

use crate::note::NoteKey;

/// One key signs both notes; their first lines tell them apart.
fn name(key: &NoteKey, kind: &str) -> String {
    format!("{}/{kind}", key.name())
}
