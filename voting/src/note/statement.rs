//! The notes of this protocol: first line a name, second line the kind, then one field a line,
//! and exactly one signature.

use crate::error::{Error, Result};
use crate::note::{Note, NoteKey, NoteSigner};

/// Writes and signs a statement.
///
/// # Errors
/// When a field holds a line break.
pub fn sign(signer: &NoteSigner, name: &str, kind: &str, fields: &[String]) -> Result<Note> {
    let lines = [name, kind].into_iter().chain(fields.iter().map(String::as_str));
    let text: String = lines.clone().flat_map(|line| [line, "\n"]).collect();
    if lines.count() != text.lines().count() || text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Error::Note("a field is not one line"));
    }
    signer.sign(text)
}

/// Reads and verifies a statement and returns its `N` fields.
///
/// # Errors
/// When it is of another name or kind, has other fields, or is not signed by `key` alone.
pub fn verify<'a, const N: usize>(
    note: &'a Note,
    key: &NoteKey,
    name: &str,
    kind: &str,
) -> Result<[&'a str; N]> {
    if note.signatures().len() != 1 {
        return Err(Error::Note("not exactly one signature"));
    }
    note.verify(key)?;
    let text = note.text().strip_suffix('\n').unwrap_or_default();
    let mut lines = text.split('\n');
    if lines.next() != Some(name) {
        return Err(Error::Note("made in another name"));
    }
    if lines.next() != Some(kind) {
        return Err(Error::Note("of another kind"));
    }
    lines.collect::<Vec<_>>().try_into().map_err(|_| Error::Note("other fields than expected"))
}
