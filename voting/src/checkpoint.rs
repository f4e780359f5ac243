//! Checkpoints (c2sp.org/tlog-checkpoint): a log's origin, size and root, signed by the log.

use std::fmt;

use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::merkle::Hash;
use crate::note::{Note, NoteKey, NoteSigner};
use crate::text;

/// A log at one size. Extension lines are refused: nobody could audit them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads the text of a checkpoint note.
    ///
    /// # Errors
    /// When it is not exactly three lines of the right form.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |reason| Error::malformed("checkpoint", reason);
        let lines = text.strip_suffix('\n').ok_or(wrong("does not end in a newline"))?;
        let lines: Vec<&str> = lines.split('\n').collect();
        let [origin, size, root] = lines.as_slice() else {
            return Err(wrong("not three lines"));
        };
        if origin.is_empty() {
            return Err(wrong("no origin"));
        }
        let size = text::decimal("checkpoint", size)?;
        Ok(Self { origin: (*origin).to_owned(), size, root: Hash::from_base64(root)? })
    }

    /// Signs the checkpoint as the log.
    ///
    /// # Errors
    /// When the key's name is not the origin.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        if signer.key().name() != self.origin {
            return Err(Error::Note("the log's key has another name than its origin"));
        }
        signer.sign(self.to_string())
    }

    /// Reads a checkpoint and verifies the log's signature; witnesses are another matter.
    ///
    /// # Errors
    /// When it is of another origin or not signed by the log.
    pub fn verify(note: &Note, log: &NoteKey) -> Result<Self> {
        note.verify(log)?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin != log.name() {
            return Err(Error::Note("checkpoint of another log"));
        }
        Ok(checkpoint)
    }

    /// SHA-256 of the text, which share and hold notes name.
    #[must_use]
    pub fn body_hash(&self) -> [u8; 32] {
        sha256(&[self.to_string().as_bytes()])
    }
}

impl fmt::Display for Checkpoint {
    /// The text of the note.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root.to_base64())
    }
}

/// Reads `checkpoints.log`: signed checkpoints by ascending size, an empty line between two.
///
/// # Errors
/// When a piece is no note.
pub fn parse_checkpoints_log(log: &str) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    let mut rest = log;
    // A checkpoint holds one empty line itself, before its signatures.
    while let Some((text, after)) = rest.split_once("\n\n") {
        let (signatures, next) = match after.split_once("\n\n") {
            // An empty line stands between two, not behind the last.
            Some((_, "")) => return Err(Error::Note("an empty line after the last checkpoint")),
            Some((signatures, next)) => (format!("{signatures}\n"), next),
            None => (after.to_owned(), ""),
        };
        notes.push(Note::parse(&format!("{text}\n\n{signatures}"))?);
        rest = next;
    }
    if rest.is_empty() { Ok(notes) } else { Err(Error::Note("a checkpoint without signatures")) }
}

/// Writes `checkpoints.log`.
#[must_use]
pub fn checkpoints_log(notes: &[Note]) -> String {
    notes.iter().map(Note::to_string).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::KeyKind;
    use crate::testing;

    fn signed(size: u64) -> (Checkpoint, Note, NoteSigner) {
        let signer =
            NoteSigner::new("example.org/log", KeyKind::Note, testing::signing_key(1)).unwrap();
        let origin = "example.org/log".to_owned();
        let checkpoint = Checkpoint { origin, size, root: Hash::EMPTY };
        let note = checkpoint.sign(&signer).unwrap();
        (checkpoint, note, signer)
    }

    #[test]
    fn fixed_text() {
        let (checkpoint, note, signer) = signed(17);
        let text = "example.org/log\n17\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        assert_eq!(note.text(), text);
        assert_eq!(Checkpoint::verify(&note, signer.key()).unwrap(), checkpoint);
        assert_eq!(checkpoint.body_hash(), sha256(&[text.as_bytes()]));
    }

    #[test]
    fn refuses_other_forms() {
        let root = Hash::EMPTY.to_base64();
        assert!(Checkpoint::parse(&format!("a\n0\n{root}\n")).is_ok());
        for wrong in [
            format!("a\n0\n{root}"),
            format!("\n0\n{root}\n"),
            format!("a\n00\n{root}\n"),
            format!("a\n-1\n{root}\n"),
            format!("a\n0\n{root}\nextension\n"),
            format!("a\n0\n{}\n", &root[4..]),
            "a\n0\n".to_owned(),
        ] {
            assert!(Checkpoint::parse(&wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_origin_is_the_name_of_the_key() {
        let (checkpoint, _, signer) = signed(1);
        let other = Checkpoint { origin: "example.org/other".into(), ..checkpoint };
        assert!(other.sign(&signer).is_err());
        let note = signer.sign(other.to_string()).unwrap();
        assert!(Checkpoint::verify(&note, signer.key()).is_err());
    }

    #[test]
    fn checkpoints_log_round_trip() {
        let notes: Vec<Note> = (0..3).map(|size| signed(size).1).collect();
        for count in 0..=3 {
            let log = checkpoints_log(&notes[..count]);
            assert_eq!(parse_checkpoints_log(&log).unwrap(), notes[..count]);
            assert!(parse_checkpoints_log(&format!("{log}\n")).is_err());
        }
        assert!(parse_checkpoints_log("example.org/log\n").is_err());
        assert!(parse_checkpoints_log("a\n0\n\nb\n").is_err());
    }
}
