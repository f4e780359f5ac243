//! The folder of one vote's keys: nobody but the server's user may enter or read it.

use crate::randomness::NoSeed;
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Why keys cannot be used. Each says what to do.
#[derive(Debug, Error)]
pub enum KeyError {
    /// A folder or file may be read by others.
    #[error("{path} has mode {mode:o}, so others may read it: chmod {right:o} {path}", path = path.display())]
    TooWide {
        /// The folder or the file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// What they may be at most.
        right: u32,
    },
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
    /// A file or folder cannot be read or written.
    #[error("{path} cannot be used: {reason}", path = path.display())]
    Unusable {
        /// The folder or the file.
        path: PathBuf,
        /// The system's words.
        reason: String,
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
        make_folder(&self.all)?;
        make_folder(&self.own)
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
        check_mode(&self.own, FOLDER_MODE)?;
        check_mode(&path, FILE_MODE)?;
        let bytes = std::fs::read(&path).map_err(|error| unusable(&path, &error))?;
        Ok(Some(Zeroizing::new(bytes)))
    }

    /// Writes a new file; one that is there is never overwritten.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), KeyError> {
        let path = self.path(file);
        let mut open = OpenOptions::new();
        open.write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(&path)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .map_err(|error| unusable(&path, &error))
    }

    /// Overwrites and removes a file; whether it was there.
    pub(super) fn destroy(&self, file: &str) -> Result<bool, KeyError> {
        let path = self.path(file);
        if !path.exists() {
            return Ok(false);
        }
        overwrite(&path).map_err(|error| unusable(&path, &error))?;
        Ok(true)
    }

    pub(super) fn missing(&self, file: &str) -> KeyError {
        let reason = "it is not there: run hashar keys init".to_owned();
        KeyError::Unusable { path: self.path(file), reason }
    }
}

fn make_folder(path: &Path) -> Result<(), KeyError> {
    match DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            check_mode(path, FOLDER_MODE)
        }
        Err(error) => Err(unusable(path, &error)),
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

fn check_mode(path: &Path, right: u32) -> Result<(), KeyError> {
    let found = std::fs::metadata(path).map_err(|error| unusable(path, &error))?;
    let mode = found.permissions().mode() & 0o777;
    if mode & !right == 0 {
        return Ok(());
    }
    Err(KeyError::TooWide { path: path.to_owned(), mode, right })
}

fn unusable(path: &Path, error: &std::io::Error) -> KeyError {
    KeyError::Unusable { path: path.to_owned(), reason: error.to_string() }
}
