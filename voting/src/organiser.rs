//! What the organiser signs: the manifest, and the sums of the record.

use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::id::ElectionId;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// Signs `manifest.note`.
///
/// # Errors
/// Never for a key whose name is one.
pub fn sign_manifest(signer: &NoteSigner, election: &ElectionId) -> Result<Note> {
    let fields = [text::base64(election.as_bytes())];
    statement::sign(signer, signer.key().name(), tag::line::MANIFEST, &fields)
}

/// Verifies `manifest.note`.
///
/// # Errors
/// When it is not signed by `key` or over another election.
pub fn verify_manifest(note: &Note, key: &NoteKey, election: &ElectionId) -> Result<()> {
    let [signed] = statement::verify(note, key, key.name(), tag::line::MANIFEST)?;
    if text::array_from_base64("manifest note", signed)? == *election.as_bytes() {
        Ok(())
    } else {
        Err(Error::WrongElection)
    }
}

/// Signs `SHA256SUMS.note`.
///
/// # Errors
/// Never for a key whose name is one.
pub fn sign_sums(signer: &NoteSigner, election: &ElectionId, sums: &[u8]) -> Result<Note> {
    let fields = [text::base64(election.as_bytes()), text::base64(&sha256(&[sums]))];
    statement::sign(signer, signer.key().name(), tag::line::SUMS, &fields)
}

/// Verifies `SHA256SUMS.note` over the exact bytes of `SHA256SUMS`.
///
/// # Errors
/// When it is not signed by `key`, or over another election or other sums.
pub fn verify_sums(note: &Note, key: &NoteKey, election: &ElectionId, sums: &[u8]) -> Result<()> {
    let [signed, hash] = statement::verify(note, key, key.name(), tag::line::SUMS)?;
    if text::array_from_base64("sums note", signed)? != *election.as_bytes() {
        return Err(Error::WrongElection);
    }
    if text::array_from_base64("sums note", hash)? == sha256(&[sums]) {
        Ok(())
    } else {
        Err(Error::Note("signed over other sums"))
    }
}
