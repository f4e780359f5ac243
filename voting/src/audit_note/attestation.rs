//! The attest note.

use crate::audit_note::name;
use crate::error::Result;
use crate::hash::sha256;
use crate::id::ElectionId;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// Totals of an election, as attested and as counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Ballot entries that the copy opens.
    pub opened: u64,
    /// Opened entries that are not valid.
    pub invalid: u64,
    /// Valid entries that a later one of the same key replaces, and repeated bodies.
    pub superseded: u64,
    /// Keys whose last ballot is spoiled.
    pub spoiled: u64,
    /// Keys whose last ballot counts.
    pub counted: u64,
}

/// "I have recomputed this record from the copy."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attestation {
    /// The election.
    pub election: ElectionId,
    /// SHA-256 of SHA256SUMS.
    pub sums: [u8; 32],
    /// What was found.
    pub totals: Totals,
    /// [`proof_of_reading`] of this auditor.
    pub reading: [u8; 32],
}

impl Attestation {
    /// Signs the note `<auditor>/attest`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let Totals { opened, invalid, superseded, spoiled, counted } = self.totals;
        let totals = [opened, invalid, superseded, spoiled, counted].map(|n| n.to_string());
        let mut fields = vec![text::base64(self.election.as_bytes()), text::base64(&self.sums)];
        fields.extend(totals);
        fields.push(text::base64(&self.reading));
        statement::sign(signer, &name(signer.key(), "attest"), tag::line::ATTEST, &fields)
    }

    /// Reads and verifies an auditor's note.
    ///
    /// # Errors
    /// When it is none or not signed by `key`.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [election, sums, opened, invalid, superseded, spoiled, counted, reading] =
            statement::verify(note, key, &name(key, "attest"), tag::line::ATTEST)?;
        let number = |field| text::decimal("attestation", field);
        Ok(Self {
            election: ElectionId::from_bytes(text::array_from_base64("attestation", election)?),
            sums: text::array_from_base64("attestation", sums)?,
            totals: Totals {
                opened: number(opened)?,
                invalid: number(invalid)?,
                superseded: number(superseded)?,
                spoiled: number(spoiled)?,
                counted: number(counted)?,
            },
            reading: text::array_from_base64("attestation", reading)?,
        })
    }
}

/// SHA-256 of tag, the auditor's vkey, a newline and the copy's files in order: who has not read
/// the copy cannot compute it, and no auditor can take it from another.
#[must_use]
pub fn proof_of_reading(auditor: &NoteKey, copy: &[&[u8]]) -> [u8; 32] {
    let vkey = auditor.to_string();
    let parts = [tag::ATTEST, vkey.as_bytes(), b"\n"];
    sha256(&[&parts[..], copy].concat())
}
