//! The files of one trustee's folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use voting::note::Note;

use crate::ceremony::Secret;
use crate::failure::Failure;
use crate::key_file::{self, SecretKey};
use crate::notes;

/// Signs the trustee's notes, without a share yet.
const NOTE_KEY: &str = "note.key";
/// See [`Secret`].
const SECRET: &str = "ceremony.secret";

/// One trustee's folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Nothing of a key generation that has begun is lost.
    pub(crate) fn refuse_secrets(&self) -> Result<(), Failure> {
        match [NOTE_KEY, SECRET].map(|name| self.0.join(name)).into_iter().find(|p| p.exists()) {
            None => Ok(()),
            Some(path) => {
                let error = io::ErrorKind::AlreadyExists.into();
                Err(Failure::Output { path, error })
            }
        }
    }

    pub(crate) fn create_secrets(&self, key: &SecretKey, secret: &Secret) -> Result<(), Failure> {
        key_file::create(key, &self.0.join(NOTE_KEY))?;
        let path = self.0.join(SECRET);
        let json = secret.to_json();
        let json = json.map_err(|error| Failure::Output { path: path.clone(), error: error.into() });
        key_file::create_secret(&json?, &path)
    }

    /// Writes an own note; that it is there already, byte for byte, is no error.
    pub(crate) fn publish(&self, name: &str, note: &Note) -> Result<PathBuf, Failure> {
        let path = self.0.join(name);
        if fs::read(&path).is_ok_and(|bytes| bytes == note.to_string().as_bytes()) {
            return Ok(path);
        }
        notes::create(&path, note)?;
        Ok(path)
    }
}
