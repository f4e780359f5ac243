//! Files that nobody but the server's user may read, in folders that nobody else may enter.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{Error, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use thiserror::Error as Refusal;
use zeroize::Zeroizing;

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Why a secret file or its folder cannot be used. Each says what to do.
#[derive(Debug, Refusal)]
pub enum FileError {
    /// The folder or file may be read by others.
    #[error("{path} has mode {mode:o}, so others may read it: chmod {right:o} {path}", path = path.display())]
    TooWide {
        /// The folder or the file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// What they may be at most.
        right: u32,
    },
    /// A file is there already.
    #[error("{path} is there and is never overwritten", path = path.display())]
    Exists {
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
}

impl FileError {
    pub(crate) fn unusable(path: &Path, reason: &impl ToString) -> Self {
        Self::Unusable { path: path.to_owned(), reason: reason.to_string() }
    }
}

/// Nobody but its owner may enter the folder.
pub(crate) fn check_folder(path: &Path) -> Result<(), FileError> {
    check_mode(path, FOLDER_MODE)
}

/// Nobody but its owner may read the file.
pub(crate) fn check_file(path: &Path) -> Result<(), FileError> {
    check_mode(path, FILE_MODE)
}

/// Makes a folder where it is missing, and checks one that is there.
pub(crate) fn make_folder(path: &Path) -> Result<(), FileError> {
    match DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => check_folder(path),
        Err(error) => Err(FileError::unusable(path, &error)),
    }
}

/// What a file holds, after its mode was checked.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, FileError> {
    check_file(path)?;
    let bytes = std::fs::read(path).map_err(|error| FileError::unusable(path, &error))?;
    Ok(Zeroizing::new(bytes))
}

/// Writes a new file, durably; one that is there stays.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut open = OpenOptions::new();
    let written = open
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error: Error| match error.kind() {
        ErrorKind::AlreadyExists => FileError::Exists { path: path.to_owned() },
        _ => FileError::unusable(path, &error),
    })
}

fn check_mode(path: &Path, right: u32) -> Result<(), FileError> {
    let found = std::fs::metadata(path).map_err(|error| FileError::unusable(path, &error))?;
    let mode = found.permissions().mode() & 0o777;
    if mode & !right == 0 {
        return Ok(());
    }
    Err(FileError::TooWide { path: path.to_owned(), mode, right })
}
