//! What everybody sees of a key generation, and whether the manifest's keys follow from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Announcement, Package, Reveal, ceremony_of, public_keys};
use crate::error::Result;
use crate::hash::sha256;
use crate::json;
use crate::manifest::{Trustee, Trustees};
use crate::note::Note;
use crate::record::{announcement_path, reveal_path};

/// The notes of one trustee, as they are published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrusteeNotes {
    /// See [`Announcement`].
    pub announcement: String,
    /// See [`Reveal`].
    pub reveal: String,
}

/// What the trustees give the organiser. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// What the manifest says of them.
    pub trustees: Trustees,
    /// By ascending index, of all; a single trustee has none.
    pub notes: Vec<TrusteeNotes>,
}

/// What is wrong with a key generation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// One of several trustees could open the ballots alone, or not even all of them together.
    #[error("{k} of {n} trustees: neither 1 of 1 nor 2 <= k <= n")]
    Threshold {
        /// How many open the ballots.
        k: u16,
        /// Of how many.
        n: u16,
    },
    /// Of some trustees there are no notes, or of somebody else.
    #[error("the notes of {here} trustees are here, and {of} are needed")]
    Incomplete {
        /// Whose notes there are.
        here: usize,
        /// How many trustees made the key together.
        of: u16,
    },
    /// A trustee's note does not hold.
    #[error("{path}: {reason}")]
    Note {
        /// Whose: the name in the manifest.
        trustee: String,
        /// Where it stands in the record.
        path: String,
        /// Why, in English.
        reason: String,
    },
    /// All notes hold, and are those of another key.
    #[error("Y and the Y_i do not follow from the key generation")]
    Keys,
}

impl From<Trustees> for Transcript {
    /// Of a single trustee.
    fn from(trustees: Trustees) -> Self {
        Self { trustees, notes: Vec::new() }
    }
}

impl Transcript {
    /// Reads what the organiser was given: this, or of a single trustee the trustees alone.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(json: &[u8]) -> Result<Self> {
        json::parse(json).or_else(|error| match json::parse(json) {
            Ok(trustees) => Ok(Trustees::into(trustees)),
            Err(_) => Err(error),
        })
    }
}

/// The packages are those announced before any was known, and Y and every Y_i follow from them.
/// A single trustee generates no key with others: then there are no notes.
///
/// # Errors
/// The first [`Flaw`].
pub fn verify(trustees: &Trustees, notes: &[TrusteeNotes]) -> Result<(), Flaw> {
    let (k, n) = (trustees.k, trustees.n);
    if (k, n) != (1, 1) && !(2..=n).contains(&k) {
        return Err(Flaw::Threshold { k, n });
    }
    let of = if n == 1 { 0 } else { n };
    if notes.len() != usize::from(of) {
        return Err(Flaw::Incomplete { here: notes.len(), of });
    }
    if notes.is_empty() {
        return Ok(());
    }
    let parts = || trustees.list.iter().zip(notes);
    let announced = parts()
        .map(|(trustee, notes)| announced(trustees, trustee, &notes.announcement))
        .collect::<Result<Vec<_>, _>>()?;
    let ceremony = ceremony_of(announced.iter().map(|(note, _)| note));
    let packages = parts()
        .zip(&announced)
        .map(|((trustee, notes), (_, hash))| {
            let package = revealed(trustees.k, trustee, &notes.reveal, (ceremony, *hash))?;
            Ok((trustee.index, package))
        })
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    match public_keys(&packages) {
        Ok(keys) if keys == (trustees.y, trustees.public()) => Ok(()),
        _ => Err(Flaw::Keys),
    }
}

/// The announcement of a trustee of the manifest, and the hash of the package that is to come.
fn announced(trustees: &Trustees, trustee: &Trustee, note: &str) -> Result<(Note, [u8; 32]), Flaw> {
    let wrong = |reason: String| flaw(trustee, announcement_path(trustee.index), reason);
    let read = Note::parse(note).and_then(|note| Ok((Announcement::verify(&note)?, note)));
    let (found, note) = read.map_err(|error| wrong(error.to_string()))?;
    let its_own = (trustee.index, trustees.k, trustees.n, &trustee.vkey);
    if (found.index, found.k, found.n, &found.key) != its_own {
        return Err(wrong("not of this trustee in the manifest".to_owned()));
    }
    Ok((note, found.package))
}

/// The package that was announced, in this ceremony, with its proof.
fn revealed(
    k: u16,
    trustee: &Trustee,
    note: &str,
    (ceremony, hash): ([u8; 32], [u8; 32]),
) -> Result<Package, Flaw> {
    let wrong = |reason: String| flaw(trustee, reveal_path(trustee.index), reason);
    let read = Note::parse(note).and_then(|note| Reveal::verify(&note, &trustee.vkey));
    let found = read.map_err(|error| wrong(error.to_string()))?;
    if (found.index, found.ceremony) != (trustee.index, ceremony) {
        return Err(wrong("of another trustee or key generation".to_owned()));
    }
    if sha256(&[&found.package]) != hash {
        return Err(wrong("not the package that was announced".to_owned()));
    }
    Package::parse(k, &found.package)
        .and_then(|package| package.verify(trustee.index).map(|()| package))
        .map_err(|error| wrong(error.to_string()))
}

fn flaw(trustee: &Trustee, path: String, reason: String) -> Flaw {
    Flaw::Note { trustee: trustee.name.clone(), path, reason }
}
