//! What lies in the folder of keys: checked at every start, listed without a secret.

use super::PEPPER;
use super::private::{self, FileError};
use crate::election_keys::purpose;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use voting::text::hex;

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Below the folder of keys.
    pub file: PathBuf,
    /// What it is for.
    pub purpose: &'static str,
    /// Eight digits that tell one key from another and lead to neither.
    pub version: String,
}

/// Nobody but their owner may read the keys; a folder that is not there holds none.
///
/// # Errors
/// [`FileError::TooWide`] with the `chmod` that mends it; [`FileError::Unusable`].
pub fn require_private(folder: &Path) -> Result<(), FileError> {
    walk(folder).map(drop)
}

/// Every key, by its path.
///
/// # Errors
/// As [`require_private`].
pub fn list(folder: &Path) -> Result<Vec<Listed>, FileError> {
    let mut listed = Vec::new();
    for file in walk(folder)? {
        let path = folder.join(&file);
        let bytes = private::read(&path)?;
        // A hash of a hash of 256 random bits or more: nothing can be guessed from it.
        let digest = Sha256::new().chain_update(b"hashar keys list").chain_update(&*bytes);
        let digest = hex(&Sha256::digest(digest.finalize()));
        let version = digest.chars().take(8).collect();
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let purpose = if file == Path::new(PEPPER) {
            "pepper of identity numbers: who is who"
        } else {
            purpose(name).unwrap_or("unknown to this program")
        };
        listed.push(Listed { file, purpose, version });
    }
    Ok(listed)
}

/// The files below a folder, after the modes of all were checked.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let at = folder.join(&below);
        private::check_folder(&at)?;
        for entry in at.read_dir().map_err(|error| FileError::unusable(&at, &error))? {
            let entry = entry.map_err(|error| FileError::unusable(&at, &error))?;
            let path = below.join(entry.file_name());
            match entry.path().is_dir() {
                true => folders.push(path),
                false => {
                    private::check_file(&entry.path())?;
                    files.push(path);
                }
            }
        }
    }
    files.sort();
    Ok(files)
}
