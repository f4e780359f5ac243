//! The files of one trustee's folder.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use voting::note::Note;

use crate::ceremony::{Own, Secret};
use crate::failure::Failure;
use crate::key_file::{self, SecretKey};
use crate::notes;

/// Signs the trustee's notes, without a share.
const NOTE_KEY: &str = "note.key";
/// See [`Secret`].
const SECRET: &str = "ceremony.secret";
/// The note key with the share: what `share` needs at the close.
const TRUSTEE_KEY: &str = "trustee.key";
/// What the manifest says of the trustees: what they compare.
const TRUSTEES: &str = "trustees.json";
/// The same with all notes that are published: what the organiser needs.
const TRANSCRIPT: &str = "key-generation.json";

/// One trustee's folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// What `begin` made, if it was here.
    pub(crate) fn own(&self) -> Result<Own, Failure> {
        let key = key_file::read(&self.path(NOTE_KEY))?;
        let path = self.path(SECRET);
        let json = key_file::read_secret(&path)?;
        let secret =
            Secret::parse(&json).map_err(|reason| Failure::unsound(path.display(), reason))?;
        Ok(Own { key, secret })
    }

    /// Whether `begin` was here and ended.
    pub(crate) fn has_begun(&self) -> bool {
        [NOTE_KEY, SECRET].iter().all(|name| self.path(name).exists())
    }

    pub(crate) fn create_secrets(&self, key: &SecretKey, secret: &Secret) -> Result<(), Failure> {
        let path = self.path(SECRET);
        let json = secret.to_json();
        let json =
            json.map_err(|error| Failure::Output { path: path.clone(), error: error.into() })?;
        key_file::create(key, &self.path(NOTE_KEY))?;
        key_file::create_secret(&json, &path)
    }

    /// The notes of these trustees; names all files that are not there.
    pub(crate) fn notes<K: Ord>(
        &self,
        whose: impl Iterator<Item = K>,
        name: impl Fn(&K) -> String,
    ) -> Result<BTreeMap<K, Note>, Failure> {
        let names = whose.map(|key| {
            let name = name(&key);
            (key, name)
        });
        let names: BTreeMap<K, String> = names.collect();
        let missing: Vec<&str> =
            names.values().map(String::as_str).filter(|name| !self.path(name).exists()).collect();
        if !missing.is_empty() {
            let reason = format!("{} lacks {}", self.0.display(), missing.join(", "));
            return Err(Failure::Refused(reason));
        }
        let read = |(key, name): (K, String)| -> Result<(K, Note), Failure> {
            Ok((key, notes::read_note(&self.path(&name))?))
        };
        names.into_iter().map(read).collect()
    }

    /// Writes an own note; that it is there already, byte for byte, is no error.
    pub(crate) fn publish(&self, name: &str, note: &Note) -> Result<PathBuf, Failure> {
        self.create_same(name, note.to_string().as_bytes())
    }

    /// Writes the key with the share, unless that very key is there already.
    pub(crate) fn finish(
        &self,
        key: &SecretKey,
        trustees: &[u8],
        transcript: &[u8],
    ) -> Result<(), Failure> {
        let path = self.path(TRUSTEE_KEY);
        let unwritten = |error| Failure::Output { path: path.clone(), error };
        let json = key.to_json().map_err(|error| unwritten(io::Error::other(error)))?;
        if !path.exists() {
            key_file::create_secret(&json, &path)?;
        } else if *key_file::read_secret(&path)? != *json {
            return Err(unwritten(io::ErrorKind::AlreadyExists.into()));
        }
        self.create_same(TRUSTEES, trustees)?;
        self.create_same(TRANSCRIPT, transcript).map(drop)
    }

    /// Files that no part of a key generation of n has, so that a misspelt one is noticed.
    pub(crate) fn unexpected(&self, n: u16) -> Result<Vec<String>, Failure> {
        let unreadable = |error| Failure::Input { name: self.0.display().to_string(), error };
        let entries = fs::read_dir(&self.0).map_err(unreadable)?;
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let names = names.collect::<io::Result<Vec<String>>>().map_err(unreadable)?;
        let mut names: Vec<_> = names.into_iter().filter(|name| !is_expected(name, n)).collect();
        names.sort();
        Ok(names)
    }

    fn create_same(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
        let path = self.path(name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(path);
        }
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        file.and_then(|mut file| file.write_all(bytes))
            .map_err(|error| Failure::Output { path: path.clone(), error })?;
        Ok(path)
    }
}

/// A trustee's announcement.
pub(crate) fn announce_name(index: u16) -> String {
    format!("announce-{index}.note")
}

/// A trustee's package.
pub(crate) fn reveal_name(index: u16) -> String {
    format!("reveal-{index}.note")
}

/// A trustee's sealed value for another.
pub(crate) fn deal_name(from: u16, to: u16) -> String {
    format!("deal-{from}-to-{to}.note")
}

fn is_expected(name: &str, n: u16) -> bool {
    let of_one = |index| name == announce_name(index) || name == reveal_name(index);
    let of_two = |from| (1..=n).any(|to| from != to && name == deal_name(from, to));
    [NOTE_KEY, SECRET, TRUSTEE_KEY, TRUSTEES, TRANSCRIPT].contains(&name)
        || (1..=n).any(|index| of_one(index) || of_two(index))
}
