//! Secret keys: files under one folder that nobody but the server's user may read.
//!
//! To add a key: a `const` for its file's name and a function like [`KeyFolder::pepper`].

mod inventory;

pub use inventory::{Listed, list, require_private};

use crate::entropy;
use app::identity::Pepper;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// The file of the pepper: 32 raw bytes.
const PEPPER: &str = "pepper";

const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Why keys cannot be used. Each says what to do.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The folder or a file may be read by others.
    #[error("{path} has mode {mode:o}, so others may read it: chmod {right:o} {path}", path = path.display())]
    TooWide {
        /// The folder or the file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
        /// What they may be at most.
        right: u32,
    },
    /// A key is there already.
    #[error("{path} is there and is never overwritten", path = path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file does not hold what it should.
    #[error("{path} holds {found} bytes, not 32: restore it from a backup", path = path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Its length.
        found: usize,
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

/// A folder of keys whose permissions were checked.
#[derive(Clone, Debug)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// Opens a folder that only its owner may enter.
    ///
    /// # Errors
    /// [`KeyError::TooWide`]; [`KeyError::Unusable`] when it is not there.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        check_mode(path, FOLDER_MODE)?;
        Ok(Self(path.to_owned()))
    }

    /// Opens the folder, made first if it is missing: for a demo.
    ///
    /// # Errors
    /// As [`KeyFolder::open`].
    pub fn open_or_create(path: &Path) -> Result<Self, KeyError> {
        let mut builder = std::fs::DirBuilder::new();
        match builder.mode(FOLDER_MODE).create(path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unusable(path, &error)),
        }
        Self::open(path)
    }

    /// The pepper of identity numbers.
    ///
    /// # Errors
    /// [`KeyError`] when it is missing, damaged or open to others.
    pub fn pepper(&self) -> Result<Pepper, KeyError> {
        Ok(Pepper::new(*self.read(PEPPER)?))
    }

    /// The pepper, made first if there is none: for a demo.
    ///
    /// # Errors
    /// As [`KeyFolder::pepper`].
    pub fn pepper_or_create(&self) -> Result<Pepper, KeyError> {
        match self.create_pepper() {
            Ok(_) | Err(KeyError::Exists { .. }) => self.pepper(),
            Err(error) => Err(error),
        }
    }

    /// Makes the pepper and gives its file. One that is there stays, because with another one
    /// everybody would be somebody new.
    ///
    /// # Errors
    /// [`KeyError::Exists`]; [`KeyError::Unusable`].
    pub fn create_pepper(&self) -> Result<PathBuf, KeyError> {
        let path = self.0.join(PEPPER);
        let mut open = std::fs::OpenOptions::new();
        match open.write(true).create_new(true).mode(FILE_MODE).open(&path) {
            Ok(mut file) => {
                let mut bytes = Zeroizing::new([0; 32]);
                entropy::fill(&mut *bytes)
                    .map_err(|error| unusable(&path, &std::io::Error::other(error)))?;
                file.write_all(&*bytes)
                    .and_then(|()| file.sync_all())
                    .map_err(|error| unusable(&path, &error))?;
                Ok(path)
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(KeyError::Exists { path })
            }
            Err(error) => Err(unusable(&path, &error)),
        }
    }

    fn read(&self, name: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let path = self.0.join(name);
        check_mode(&path, FILE_MODE)?;
        let bytes = Zeroizing::new(std::fs::read(&path).map_err(|error| unusable(&path, &error))?);
        let key = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| KeyError::Length { path, found: bytes.len() })?;
        Ok(Zeroizing::new(key))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{Permissions, set_permissions};

    /// A folder of its own for each test, removed when the test passed.
    fn in_folder(name: &str, test: impl FnOnce(&Path)) {
        let parent =
            std::env::temp_dir().join(format!("hashar-keys-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&parent).unwrap();
        test(&parent.join("keys"));
        std::fs::remove_dir_all(&parent).unwrap();
    }

    fn number() -> app::identity::Pinfl {
        "41203849990014".parse().unwrap()
    }

    #[test]
    fn a_demo_makes_its_pepper_once() {
        in_folder("once", |path| {
            let first = KeyFolder::open_or_create(path).unwrap().pepper_or_create().unwrap();
            let again = KeyFolder::open_or_create(path).unwrap().pepper_or_create().unwrap();
            assert_eq!(first.nullifier(&number()), again.nullifier(&number()));
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(path), mode(&path.join("pepper"))), (0o700, 0o600));
        });
    }

    #[test]
    fn wide_permissions_are_refused_with_what_to_do() {
        in_folder("wide", |path| {
            let folder = KeyFolder::open_or_create(path).unwrap();
            folder.pepper_or_create().unwrap();
            set_permissions(path.join("pepper"), Permissions::from_mode(0o640)).unwrap();
            let refused = folder.pepper().unwrap_err().to_string();
            assert!(refused.contains("640") && refused.contains("chmod 600"), "{refused}");
            set_permissions(path, Permissions::from_mode(0o750)).unwrap();
            let refused = KeyFolder::open(path).unwrap_err().to_string();
            assert!(refused.contains("chmod 700"), "{refused}");
        });
    }

    #[test]
    fn a_missing_or_short_pepper_is_no_pepper() {
        in_folder("short", |path| {
            assert!(matches!(KeyFolder::open(path), Err(KeyError::Unusable { .. })));
            let folder = KeyFolder::open_or_create(path).unwrap();
            assert!(matches!(folder.pepper(), Err(KeyError::Unusable { .. })));
            folder.pepper_or_create().unwrap();
            std::fs::write(path.join("pepper"), [0; 31]).unwrap();
            assert!(matches!(folder.pepper(), Err(KeyError::Length { found: 31, .. })));
        });
    }
}
