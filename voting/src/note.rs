//! Signed notes (c2sp.org/signed-note) with Ed25519.
//!
//! A note is text that ends in a newline, an empty line, and signature lines. What is in the text
//! is each note's own business; `statement` reads the notes of this protocol.

mod key;
mod signer;
pub mod statement;

pub use key::{KeyKind, NoteKey};
pub use signer::NoteSigner;

use crate::error::{Error, Result};
use crate::text;

/// Signature lines that a note may have.
const MAX_SIGNATURES: usize = 64;
const DASH: &str = "\u{2014} ";

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// Id of the key.
    pub id: [u8; 4],
    /// What the key made of the text.
    pub signature: Vec<u8>,
}

/// A text and signatures, none of which has been verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// When it has another form, control characters, or more than 64 signatures.
    pub fn parse(note: &str) -> Result<Self> {
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(Error::Note("control characters"));
        }
        let (body, signatures) =
            note.rsplit_once("\n\n").ok_or(Error::Note("no empty line before signatures"))?;
        let signatures = signatures
            .strip_suffix('\n')
            .ok_or(Error::Note("does not end in a newline"))?
            .split('\n')
            .map(NoteSignature::parse)
            .collect::<Result<Vec<_>>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(Error::Note("too many signatures"));
        }
        Ok(Self { text: format!("{body}\n"), signatures })
    }

    /// The text, with its last newline. Nothing in it is to be believed before
    /// [`Note::verify`].
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature line, for instance a witness's.
    pub fn add(&mut self, signature: NoteSignature) {
        self.signatures.push(signature);
    }

    /// The signatures that carry this key's name and id. Others are ignored: clients must.
    pub fn signatures_of<'a>(
        &'a self,
        key: &'a NoteKey,
    ) -> impl Iterator<Item = &'a NoteSignature> {
        self.signatures.iter().filter(|line| line.name == key.name() && line.id == key.id())
    }

    /// The same note with the lines of this key alone.
    #[must_use]
    pub fn signed_by(&self, key: &NoteKey) -> Self {
        let signatures = self.signatures_of(key).cloned().collect();
        Self { text: self.text.clone(), signatures }
    }

    /// Verifies that `key` signed the text, and that every line that claims so holds.
    ///
    /// # Errors
    /// When there is no such line or one fails.
    pub fn verify(&self, key: &NoteKey) -> Result<()> {
        let mut lines = self.signatures_of(key).peekable();
        if lines.peek().is_none() {
            return Err(Error::Note("not signed by this key"));
        }
        lines.try_for_each(|line| key.verify(self.text.as_bytes(), &line.signature))
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl NoteSignature {
    /// Reads a line, without its newline.
    ///
    /// # Errors
    /// When it has another form.
    pub fn parse(line: &str) -> Result<Self> {
        let (name, signature) = line
            .strip_prefix(DASH)
            .and_then(|line| line.split_once(' '))
            .ok_or(Error::Note("not a signature line"))?;
        key::check_name(name)?;
        let bytes = text::from_base64("note signature", signature)?;
        let (id, signature) =
            bytes.split_first_chunk::<4>().ok_or(Error::Note("signature without key id"))?;
        if signature.is_empty() {
            return Err(Error::Note("signature without key id"));
        }
        Ok(Self { name: name.to_owned(), id: *id, signature: signature.to_vec() })
    }
}

impl std::fmt::Display for NoteSignature {
    /// The line, without its newline.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [&self.id[..], &self.signature].concat();
        write!(f, "{DASH}{} {}", self.name, text::base64(&bytes))
    }
}

#[cfg(test)]
mod tests;
