//! `SHA256SUMS`: `hex`, two spaces, path; sorted by path; one line per file.
//!
//! In audited publication the copy is not listed: the public does not have it, and public and
//! auditors must sign and check the same sums. There the hold notes bind it.

use std::collections::BTreeMap;

use crate::copy;
use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::manifest::Publication;
use crate::record::{ATTESTATIONS, SUMS, SUMS_NOTE};
use crate::text;

/// Hashes by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    publication: Publication,
    files: BTreeMap<String, [u8; 32]>,
}

impl Sums {
    /// Sums of no files yet.
    #[must_use]
    pub const fn new(publication: Publication) -> Self {
        Self { publication, files: BTreeMap::new() }
    }

    /// Whether a file is covered: all but the sums, their note, the attestations and, in audited
    /// publication, the copy.
    #[must_use]
    pub fn covers(&self, path: &str) -> bool {
        let copy = self.publication == Publication::Audited && path.starts_with(copy::FOLDER);
        path != SUMS && path != SUMS_NOTE && !path.starts_with(ATTESTATIONS) && !copy
    }

    /// Adds a file, unless it is one that is not covered.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        if self.covers(path) {
            self.files.insert(path.to_owned(), sha256(&[bytes]));
        }
    }

    /// Paths and hashes in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8; 32])> {
        self.files.iter().map(|(path, hash)| (path.as_str(), hash))
    }

    /// Whether a path is listed.
    #[must_use]
    pub fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.iter().map(|(path, hash)| format!("{}  {path}\n", text::hex(hash))).collect()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When a line has another form, paths are out of order or doubled, or leave the folder.
    pub fn parse(file: &str, publication: Publication) -> Result<Self> {
        let mut sums = Self::new(publication);
        for line in file.lines() {
            let (hash, path) = line.split_once("  ").ok_or(wrong("a line of another form"))?;
            let hash = text::array_from_hex("SHA256SUMS", hash)?;
            if !is_path(path) || !sums.covers(path) {
                return Err(wrong("a path that it does not cover"));
            }
            if sums.files.last_key_value().is_some_and(|(last, _)| last.as_str() >= path) {
                return Err(wrong("paths out of order"));
            }
            sums.files.insert(path.to_owned(), hash);
        }
        if sums.to_text() == file { Ok(sums) } else { Err(wrong("line ends")) }
    }
}

/// A relative path without empty parts, `.` or `..`.
fn is_path(path: &str) -> bool {
    path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.contains('\\')
}

const fn wrong(reason: &'static str) -> Error {
    Error::malformed("SHA256SUMS", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(file: &str) -> Result<Sums> {
        Sums::parse(file, Publication::Audited)
    }

    #[test]
    fn one_line_per_covered_file() {
        let mut sums = Sums::new(Publication::Audited);
        let uncovered =
            ["SHA256SUMS", "SHA256SUMS.note", "attestations/a.note", "ballots/copy/0.bin"];
        for path in ["b/c", "a"].into_iter().chain(uncovered) {
            sums.add(path, b"");
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let file = format!("{empty}  a\n{empty}  b/c\n");
        assert_eq!(sums.to_text(), file);
        assert_eq!(parse(&file).unwrap(), sums);
        for wrong in [
            format!("{empty}  b/c\n{empty}  a\n"),
            format!("{empty}  a\n{empty}  a\n"),
            format!("{empty}  a"),
            format!("{empty}  a\r\n"),
            format!("{empty} a\n"),
            format!("{empty}  ../a\n"),
            format!("{empty}  /a\n"),
            format!("{empty}  SHA256SUMS\n"),
            format!("{}  a\n", empty.to_uppercase()),
        ] {
            assert!(parse(&wrong).is_err(), "{wrong}");
        }
        let copy = format!("{empty}  ballots/copy/0.bin\n");
        assert!(parse(&copy).is_err());
        assert!(Sums::parse(&copy, Publication::Open).is_ok());
    }
}
