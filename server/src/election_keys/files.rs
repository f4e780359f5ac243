//! The folder of one vote's keys: nobody but the server's user may enter or read it.

use crate::keys::FileError;
use crate::keys::private;
use crate::randomness::NoSeed;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// Why keys cannot be used. Each says what to do.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The file or its folder.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file holds something else.
    #[error("{path} holds no such key: restore it from a backup", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A key is not the one that the manifest names.
    #[error("{path} is not the key that the manifest names: restore the right one", path = path.display())]
    Another {
        /// The file.
        path: PathBuf,
    },
    /// A season's key that is no name of a folder.
    #[error("{0:?} is no season's key: it has letters, digits, dots and hyphens only")]
    Season(String),
    /// No key could be made.
    #[error(transparent)]
    NoSeed(#[from] NoSeed),
    /// A key that the protocol does not admit.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
}

/// A season's folder in the folder of all keys.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    all: PathBuf,
    own: PathBuf,
}

impl Folder {
    pub(super) fn below(all: &Path, season: &str) -> Self {
        Self { all: all.to_owned(), own: all.join(season) }
    }

    /// Makes both folders where they are missing.
    pub(super) fn create(&self) -> Result<(), KeyError> {
        private::make_folder(&self.all)?;
        Ok(private::make_folder(&self.own)?)
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.own.join(file)
    }

    /// `None` when there is no such file.
    pub(super) fn read(&self, file: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        let path = self.path(file);
        if !path.exists() {
            return Ok(None);
        }
        private::check_folder(&self.own)?;
        Ok(Some(private::read(&path)?))
    }

    /// Writes a new file; one that is there is never overwritten.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), KeyError> {
        Ok(private::create(&self.path(file), bytes)?)
    }

    /// Overwrites and removes a file; whether it was there.
    pub(super) fn destroy(&self, file: &str) -> Result<bool, KeyError> {
        let path = self.path(file);
        if !path.exists() {
            return Ok(false);
        }
        overwrite(&path).map_err(|error| FileError::unusable(&path, &error))?;
        Ok(true)
    }

    pub(super) fn missing(&self, file: &str) -> KeyError {
        FileError::unusable(&self.path(file), &"it is not there: run hashar keys init").into()
    }
}

/// Not every disk writes in place; where it does, nothing of the key stays.
fn overwrite(path: &Path) -> std::io::Result<()> {
    let length = usize::try_from(std::fs::metadata(path)?.len()).unwrap_or(0);
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(&vec![0; length])?;
    file.sync_all()?;
    std::fs::remove_file(path)
}
