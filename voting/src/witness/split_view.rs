//! Two checkpoints of one log that cannot both be of one growing tree.

use std::fmt;

use crate::checkpoint::{Checkpoint, checkpoints_log, parse_checkpoints_log};
use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::note::{Note, NoteKey};
use crate::text;

/// Two notes that the log's own key signed, of one size and with different roots. Nobody who has
/// not the key can make such a pair, and an honest log never does.
///
/// As a file: both notes with an empty line between, as in `checkpoints.log`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitView {
    size: u64,
    notes: [Note; 2],
}

impl SplitView {
    /// Checks that two notes are such evidence against the log with this key.
    ///
    /// # Errors
    /// When one of them is not signed by the log, or both can be true.
    pub fn new(log: &NoteKey, one: &Note, other: &Note) -> Result<Self> {
        let seen = Checkpoint::verify(one, log)?;
        let shown = Checkpoint::verify(other, log)?;
        if seen.size != shown.size {
            return Err(Error::Proof("two checkpoints of different sizes show no split view"));
        }
        if seen.root == shown.root {
            return Err(Error::Proof("both checkpoints have the same root"));
        }
        Ok(Self { size: seen.size, notes: [one.signed_by(log), other.signed_by(log)] })
    }

    /// Reads the file and checks it.
    ///
    /// # Errors
    /// As [`Self::new`], and when it does not hold two notes.
    pub fn parse(file: &str, log: &NoteKey) -> Result<Self> {
        match parse_checkpoints_log(file)?.as_slice() {
            [one, other] => Self::new(log, one, other),
            _ => Err(Error::malformed("split view", "not two checkpoints")),
        }
    }

    /// The size that both checkpoints have.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Names the pair, in lower-case hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        let [one, other] = &self.notes;
        text::hex(&sha256(&[one.text().as_bytes(), other.text().as_bytes()]))
    }
}

impl fmt::Display for SplitView {
    /// The file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&checkpoints_log(&self.notes))
    }
}
