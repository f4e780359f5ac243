//! The hold note.

use crate::audit_note::name;
use crate::error::Result;
use crate::id::ElectionId;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// "I hold a copy that opens this log." Trustees release shares after a quorum of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// The election.
    pub election: ElectionId,
    /// SHA-256 of the final ballots checkpoint body.
    pub ballots: [u8; 32],
    /// SHA-256 of the copy's files, concatenated in order.
    pub copy: [u8; 32],
    /// Ballot entries that nothing opens.
    pub unopened: u64,
}

impl Hold {
    /// Signs the note `<auditor>/hold`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields = [
            text::base64(self.election.as_bytes()),
            text::base64(&self.ballots),
            text::base64(&self.copy),
            self.unopened.to_string(),
        ];
        statement::sign(signer, &name(signer.key(), "hold"), tag::line::HOLD, &fields)
    }

    /// Reads and verifies an auditor's note.
    ///
    /// # Errors
    /// When it is none or not signed by `key`.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [election, ballots, copy, unopened] =
            statement::verify(note, key, &name(key, "hold"), tag::line::HOLD)?;
        Ok(Self {
            election: ElectionId::from_bytes(text::array_from_base64("hold", election)?),
            ballots: text::array_from_base64("hold", ballots)?,
            copy: text::array_from_base64("hold", copy)?,
            unopened: text::decimal("hold", unopened)?,
        })
    }
}
