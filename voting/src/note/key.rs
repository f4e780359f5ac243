//! Public keys of notes: their text form (vkey), ids and strict verification.

use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};

use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::text;

/// What a key signs; the type byte of its vkey and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Texts (type 1).
    Note,
    /// Checkpoints that a witness saw (type 4, c2sp.org/tlog-cosignature).
    Cosignature,
}

impl KeyKind {
    const fn code(self) -> u8 {
        match self {
            Self::Note => 1,
            Self::Cosignature => 4,
        }
    }
}

/// A public key with its name.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    kind: KeyKind,
    key: VerifyingKey,
}

impl NoteKey {
    /// A key of this name.
    ///
    /// # Errors
    /// When the name is empty or has white space, `+` or control characters.
    pub fn new(name: &str, kind: KeyKind, key: VerifyingKey) -> Result<Self> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), kind, key })
    }

    /// Reads `name+hex(id)+base64(type || key)`.
    ///
    /// # Errors
    /// When it has another form or type, or the id is not that of name and key.
    pub fn parse(vkey: &str) -> Result<Self> {
        let mut parts = vkey.splitn(3, '+');
        let mut part = || parts.next().ok_or(Error::Note("not a vkey"));
        let (name, id, material) = (part()?, part()?, part()?);
        let material = text::array_from_base64::<33>("vkey", material)?;
        let (code, key) = material.split_first().ok_or(Error::Note("not a vkey"))?;
        let kind = [KeyKind::Note, KeyKind::Cosignature]
            .into_iter()
            .find(|kind| kind.code() == *code)
            .ok_or(Error::Note("vkey of an unknown type"))?;
        let key = VerifyingKey::try_from(key).map_err(|_| Error::Note("vkey without a point"))?;
        let parsed = Self::new(name, kind, key)?;
        if text::hex(&parsed.id()) != id {
            return Err(Error::Note("the id of the vkey does not fit"));
        }
        Ok(parsed)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// First four bytes of SHA-256(name, newline, type, key).
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let hash = sha256(&[self.name.as_bytes(), b"\n", &[self.kind.code()], self.key.as_bytes()]);
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }

    /// The public key.
    #[must_use]
    pub const fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Strict Ed25519 over `message`.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<()> {
        let signature =
            Signature::from_slice(signature).map_err(|_| Error::Note("signature length"))?;
        self.key
            .verify_strict(message, &signature)
            .map_err(|_| Error::Note("a signature does not hold"))
    }
}

impl fmt::Display for NoteKey {
    /// The vkey.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let material = [&[self.kind.code()][..], self.key.as_bytes()].concat();
        write!(f, "{}+{}+{}", self.name, text::hex(&self.id()), text::base64(&material))
    }
}

impl fmt::Debug for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteKey({self})")
    }
}

pub(super) fn check_name(name: &str) -> Result<()> {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(wrong) {
        return Err(Error::Note("not a key name"));
    }
    Ok(())
}
