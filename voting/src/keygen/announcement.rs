//! Round 0: the hash of a package, before any package is known.

use crate::election_key::ElectionKey;
use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::keygen::number;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// What a trustee commits to, so that no package can be chosen after the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The trustee's index, from 1.
    pub index: u16,
    /// Shares needed.
    pub k: u16,
    /// Shares made.
    pub n: u16,
    /// Signs this note and all further ones.
    pub key: NoteKey,
    /// What others seal their values to.
    pub recipient: ElectionKey,
    /// SHA-256 of the package.
    pub package: [u8; 32],
}

impl Announcement {
    /// Signs the note `<trustee>/announce`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields = [
            self.index.to_string(),
            self.k.to_string(),
            self.n.to_string(),
            self.key.to_string(),
            text::base64(self.recipient.as_bytes()),
            text::base64(&self.package),
        ];
        statement::sign(signer, &name(signer.key()), tag::line::ANNOUNCE, &fields)
    }

    /// Reads a note and verifies it under the key that stands in it. Whose key that is, the
    /// manifest says later and the trustees tell each other.
    ///
    /// # Errors
    /// When it is none, or its numbers are not those of a trustee.
    pub fn verify(note: &Note) -> Result<Self> {
        let vkey = note.text().lines().nth(5).ok_or(Error::Note("without a vkey"))?;
        let key = NoteKey::parse(vkey)?;
        let [index, k, n, _, recipient, package] =
            statement::verify(note, &key, &name(&key), tag::line::ANNOUNCE)?;
        let (index, k, n) = (number(index)?, number(k)?, number(n)?);
        if !(2..=n).contains(&k) || !(1..=n).contains(&index) {
            return Err(Error::malformed("keygen", "not a trustee of k of n"));
        }
        let recipient = text::array_from_base64("recipient", recipient)?;
        Ok(Self {
            index,
            k,
            n,
            key,
            recipient: ElectionKey::from_bytes(recipient)?,
            package: text::array_from_base64("keygen", package)?,
        })
    }
}

/// What names a ceremony: SHA-256 over the texts of all announcements, by ascending index.
pub fn ceremony_of<'a>(announcements: impl IntoIterator<Item = &'a Note>) -> [u8; 32] {
    let texts: Vec<&[u8]> = announcements.into_iter().map(|note| note.text().as_bytes()).collect();
    sha256(&texts)
}

fn name(key: &NoteKey) -> String {
    format!("{}/announce", key.name())
}
