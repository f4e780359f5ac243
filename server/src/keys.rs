//! Secret keys: files under one folder that nobody but the server's user may read.
//!
//! To add a key: a `const` for its file's name and a function like [`KeyFolder::pepper`].

mod inventory;
pub(crate) mod private;

pub use inventory::{Listed, list, require_private};
pub use private::FileError;

use crate::entropy;
use app::identity::Pepper;
use std::path::{Path, PathBuf};
use thiserror::Error;
use zeroize::Zeroizing;

/// The file of the pepper: 32 raw bytes.
const PEPPER: &str = "pepper";

/// Why the pepper cannot be used. Each says what to do.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The file or its folder.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file does not hold what it should.
    #[error("{path} holds {found} bytes, not 32: restore it from a backup", path = path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Its length.
        found: usize,
    },
}

/// A folder of keys whose permissions were checked.
#[derive(Clone, Debug)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// Opens a folder that only its owner may enter.
    ///
    /// # Errors
    /// [`FileError::TooWide`]; [`FileError::Unusable`] when it is not there.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        private::check_folder(path)?;
        Ok(Self(path.to_owned()))
    }

    /// Opens the folder, made first if it is missing: for a demo.
    ///
    /// # Errors
    /// As [`KeyFolder::open`].
    pub fn open_or_create(path: &Path) -> Result<Self, KeyError> {
        private::make_folder(path)?;
        Ok(Self(path.to_owned()))
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
            Ok(_) | Err(KeyError::File(FileError::Exists { .. })) => self.pepper(),
            Err(error) => Err(error),
        }
    }

    /// Makes the pepper and gives its file. One that is there stays, because with another one
    /// everybody would be somebody new.
    ///
    /// # Errors
    /// [`FileError::Exists`]; [`FileError::Unusable`].
    pub fn create_pepper(&self) -> Result<PathBuf, KeyError> {
        let path = self.0.join(PEPPER);
        let mut bytes = Zeroizing::new([0; 32]);
        entropy::fill(&mut *bytes).map_err(|error| FileError::unusable(&path, &error))?;
        private::create(&path, &*bytes)?;
        Ok(path)
    }

    fn read(&self, name: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let path = self.0.join(name);
        let bytes = private::read(&path)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| KeyError::Length { path, found: bytes.len() })?;
        Ok(Zeroizing::new(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;

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
            let third = KeyFolder::open(path).unwrap().create_pepper().unwrap_err().to_string();
            assert!(third.ends_with("pepper is there and is never overwritten"), "{third}");
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
            assert!(matches!(
                KeyFolder::open(path),
                Err(KeyError::File(FileError::Unusable { .. }))
            ));
            let folder = KeyFolder::open_or_create(path).unwrap();
            assert!(matches!(folder.pepper(), Err(KeyError::File(FileError::Unusable { .. }))));
            folder.pepper_or_create().unwrap();
            std::fs::write(path.join("pepper"), [0; 31]).unwrap();
            assert!(matches!(folder.pepper(), Err(KeyError::Length { found: 31, .. })));
        });
    }
}
