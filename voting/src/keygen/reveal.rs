//! Round 1: the package, once all announcements are there.

use crate::error::Result;
use crate::keygen::number;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// A trustee's package, bound to one ceremony.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    /// The trustee's index, from 1.
    pub index: u16,
    /// See [`super::ceremony_of`].
    pub ceremony: [u8; 32],
    /// The bytes that were hashed in the announcement.
    pub package: Vec<u8>,
}

impl Reveal {
    /// Signs the note `<trustee>/reveal`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields =
            [self.index.to_string(), text::base64(&self.ceremony), text::base64(&self.package)];
        statement::sign(signer, &name(signer.key()), tag::line::REVEAL, &fields)
    }

    /// Reads and verifies a trustee's note; the package is not looked into.
    ///
    /// # Errors
    /// When it is none or not signed by `key`.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [index, ceremony, package] =
            statement::verify(note, key, &name(key), tag::line::REVEAL)?;
        Ok(Self {
            index: number(index)?,
            ceremony: text::array_from_base64("keygen", ceremony)?,
            package: text::from_base64("keygen", package)?,
        })
    }
}

fn name(key: &NoteKey) -> String {
    format!("{}/reveal", key.name())
}
