//! The files of a witness: of each log that it follows the checkpoints that it cosigned, in the
//! form of `checkpoints.log`, and evidence of split views; `lock`, for one process has them.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;
use voting::hash::sha256;
use voting::note::NoteKey;
use voting::text::hex;
use voting::witness::{Followed, SplitView};

/// Evidence that is kept against one log: one file is enough, and its key can make any number.
const EVIDENCE: usize = 16;

/// Why a witness cannot be one, or cannot go on.
#[derive(Debug, Error)]
pub enum WitnessError {
    /// A key of another kind.
    #[error("the key {0} signs no cosignatures")]
    NoWitnessKey(String),
    /// An origin names one log.
    #[error("the log {0} is named twice")]
    Twice(String),
    /// Another process signs from the same folder.
    #[error("{} is in use by another process: a witness runs once", .0.display())]
    InUse(PathBuf),
    /// A file does not hold what was written.
    #[error("{path} is damaged ({reason}): put it back from a copy, it must not be emptied", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: voting::error::Error,
    },
    /// A file or folder cannot be read or written.
    #[error("{path} cannot be used: {error}", path = path.display())]
    Unusable {
        /// The folder or the file.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
}

/// The folder, locked as long as this value lives.
#[derive(Debug)]
pub struct State {
    folder: PathBuf,
    _lock: File,
}

impl State {
    /// Opens a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`WitnessError::InUse`], [`WitnessError::Unusable`].
    pub fn open(folder: &Path) -> Result<Self, WitnessError> {
        std::fs::create_dir_all(folder).map_err(|error| unusable(folder, error))?;
        let path = folder.join("lock");
        let lock = OpenOptions::new().create(true).append(true).open(&path);
        let lock = lock.map_err(|error| unusable(&path, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(WitnessError::InUse(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(unusable(&path, error)),
        }
    }

    /// What was cosigned of a log; nothing, where there is no file yet.
    ///
    /// # Errors
    /// [`WitnessError::Damaged`], [`WitnessError::Unusable`].
    pub fn followed(&self, log: &NoteKey) -> Result<Followed, WitnessError> {
        let path = self.checkpoints(log);
        match std::fs::read_to_string(&path) {
            Ok(kept) => Followed::restore(log.clone(), &kept)
                .map_err(|reason| WitnessError::Damaged { path, reason }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Followed::new(log.clone())),
            Err(error) => Err(unusable(&path, error)),
        }
    }

    /// Keeps what is about to be cosigned, durably.
    ///
    /// # Errors
    /// [`WitnessError::Unusable`].
    pub fn keep(&self, followed: &Followed) -> Result<(), WitnessError> {
        self.write(&self.checkpoints(followed.log()), &followed.to_kept())
    }

    /// Keeps evidence against a log; where it lies, or `None` when there is enough already.
    ///
    /// # Errors
    /// [`WitnessError::Unusable`].
    pub fn report(
        &self,
        log: &NoteKey,
        split: &SplitView,
    ) -> Result<Option<PathBuf>, WitnessError> {
        let digest = split.digest();
        let prefix = format!("{}.split-view-", name(log));
        let last = format!("{}-{}", split.size(), digest.get(..16).unwrap_or_default());
        let path = self.folder.join(format!("{prefix}{last}"));
        let known =
            std::fs::read_dir(&self.folder).map_err(|error| unusable(&self.folder, error))?;
        let files =
            known.flatten().filter(|file| file.file_name().to_string_lossy().starts_with(&prefix));
        if path.exists() || files.count() >= EVIDENCE {
            return Ok(path.exists().then_some(path));
        }
        self.write(&path, &split.to_string())?;
        Ok(Some(path))
    }

    fn checkpoints(&self, log: &NoteKey) -> PathBuf {
        self.folder.join(format!("{}.checkpoints", name(log)))
    }

    /// The whole file or the one before it, whenever the power goes.
    fn write(&self, path: &Path, text: &str) -> Result<(), WitnessError> {
        let new = path.with_added_extension("new");
        let write = || -> io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&new, path)?;
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| unusable(path, error))
    }
}

/// A file's name for a log: readable, and another one for another key.
fn name(log: &NoteKey) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let readable: String = log.name().chars().map(plain).take(100).collect();
    let digest = hex(&sha256(&[log.to_string().as_bytes()]));
    format!("{readable}+{}", digest.get(..16).unwrap_or_default())
}

fn unusable(path: &Path, error: io::Error) -> WitnessError {
    WitnessError::Unusable { path: path.to_owned(), error }
}
