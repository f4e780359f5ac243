//! Secret keys of notes.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};

use crate::error::{Error, Result};
use crate::note::{KeyKind, Note, NoteKey, NoteSignature};

/// A secret key with its name.
pub struct NoteSigner {
    key: NoteKey,
    secret: SigningKey,
}

impl NoteSigner {
    /// A signer of this name.
    ///
    /// # Errors
    /// When the name is none, see [`NoteKey::new`].
    pub fn new(name: &str, kind: KeyKind, secret: SigningKey) -> Result<Self> {
        Ok(Self { key: NoteKey::new(name, kind, secret.verifying_key())?, secret })
    }

    /// The public half.
    #[must_use]
    pub const fn key(&self) -> &NoteKey {
        &self.key
    }

    /// Signs a text that ends in a newline.
    ///
    /// # Errors
    /// When it does not.
    pub fn sign(&self, text: String) -> Result<Note> {
        if !text.ends_with('\n') {
            return Err(Error::Note("text does not end in a newline"));
        }
        let signature = self.signature(self.sign_bytes(text.as_bytes()).to_vec());
        Ok(Note { text, signatures: vec![signature] })
    }

    pub(crate) fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }

    pub(crate) fn signature(&self, signature: Vec<u8>) -> NoteSignature {
        NoteSignature { name: self.key.name().to_owned(), id: self.key.id(), signature }
    }
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteSigner({})", self.key)
    }
}
