//! The promise: the box says, signed, that it will log a commitment in time.

use crate::commitment::Commitment;
use crate::error::Result;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// What will be in the ballot log.
    pub commitment: Commitment,
    /// By when at the latest, in Unix seconds.
    pub merge_by: u64,
}

/// Name of the promise key of a ballot log.
#[must_use]
pub fn key_name(ballots_origin: &str) -> String {
    format!("{ballots_origin}/promise")
}

impl Promise {
    /// Signs the promise; the key's name is the first line.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields = [text::base64(self.commitment.as_bytes()), self.merge_by.to_string()];
        statement::sign(signer, signer.key().name(), tag::line::PROMISE, &fields)
    }

    /// Reads and verifies a promise.
    ///
    /// # Errors
    /// When it is none or not signed by `key`.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [commitment, merge_by] = statement::verify(note, key, key.name(), tag::line::PROMISE)?;
        Ok(Self {
            commitment: Commitment::from_bytes(text::array_from_base64("promise", commitment)?),
            merge_by: text::decimal("promise", merge_by)?,
        })
    }
}
