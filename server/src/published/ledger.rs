//! The files of one log: `heads`, a line for each published head; `next`, the batch that is being
//! published; `restored`, which holds the log back after a backup was put back; `lock`.
//!
//! They are small, and only the task that publishes waits for the disk.

use super::{Head, PublishedError};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use voting::entry::Entry;
use voting::hash::sha256;
use voting::manifest::Manifest;
use voting::merkle::Hash;
use voting::note::NoteKey;
use voting::text::{self, base64, hex};

const HEADS: &str = "heads";
const NEXT: &str = "next";
const RESTORED: &str = "restored";
const LOCK: &str = "lock";
/// More than a line of `heads` ever has.
const TAIL: u64 = 256;

/// What was published of one log, by its key: whoever made another election with the same key
/// would publish in its name.
#[derive(Debug)]
pub struct Ledger {
    log: String,
    folder: PathBuf,
    turn: Option<File>,
}

/// A batch that is about to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Entries before it.
    pub from: u64,
    /// The head after it.
    pub head: Head,
    /// Its entries, in their order.
    pub entries: Vec<Vec<u8>>,
}

impl Intent {
    /// Whether its last entry closes the log.
    #[must_use]
    pub fn closes(&self) -> bool {
        let last = self.entries.last().map(|entry| Entry::parse(entry));
        matches!(last, Some(Ok(Entry::Close { .. })))
    }
}

impl Ledger {
    /// The files of the log with this key below `folder`. Nothing is opened yet.
    #[must_use]
    pub fn of(folder: &Path, log: &NoteKey) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
        let name: String = log.name().chars().map(plain).take(100).collect();
        let digest = hex(&sha256(&[log.to_string().as_bytes()]));
        let digest = digest.get(..16).unwrap_or_default();
        let folder = folder.join(format!("{name}+{digest}"));
        Self { log: log.name().to_owned(), folder, turn: None }
    }

    /// Those of both logs of an election.
    #[must_use]
    pub fn both(folder: &Path, manifest: &Manifest) -> [Self; 2] {
        let logs = &manifest.logs;
        [&logs.issuance, &logs.ballots].map(|log| Self::of(folder, &log.vkey))
    }

    /// Makes the folder and takes the turn at publishing; `false` when another process has it.
    ///
    /// # Errors
    /// [`PublishedError::Unusable`].
    pub fn take_turn(&mut self) -> Result<bool, PublishedError> {
        std::fs::create_dir_all(&self.folder).map_err(|error| unusable(&self.folder, &error))?;
        let path = self.folder.join(LOCK);
        let lock = OpenOptions::new().create(true).append(true).open(&path);
        let lock = lock.map_err(|error| unusable(&path, &error))?;
        match lock.try_lock() {
            Ok(()) => {
                self.turn = Some(lock);
                Ok(true)
            }
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(unusable(&path, &error)),
        }
    }

    /// The newest published head.
    ///
    /// # Errors
    /// [`PublishedError::Damaged`], [`PublishedError::Unusable`].
    pub fn last(&self) -> Result<Option<Head>, PublishedError> {
        let path = self.folder.join(HEADS);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&path, &error)),
        };
        let tail = tail(&mut file).map_err(|error| unusable(&path, &error))?;
        // A line without its end was being written when the power went: its head is in `next`.
        let Some((whole, _)) = tail.rsplit_once('\n') else { return Ok(None) };
        let line = whole.rsplit('\n').next().unwrap_or(whole);
        read_head(line).map(Some).ok_or(PublishedError::Damaged { path })
    }

    /// Adds a head to the list, durably; one that is there is not added again.
    ///
    /// # Errors
    /// As [`Ledger::last`].
    pub fn add(&self, head: Head) -> Result<(), PublishedError> {
        if self.last()?.is_some_and(|last| last.size >= head.size) {
            return Ok(());
        }
        let path = self.folder.join(HEADS);
        let write = || -> std::io::Result<()> {
            let mut options = OpenOptions::new();
            let mut file = options.create(true).read(true).append(true).open(&path)?;
            let torn = tail(&mut file)?.rsplit('\n').next().map_or(0, str::len);
            let length = file.metadata()?.len();
            file.set_len(length.saturating_sub(torn as u64))?;
            file.write_all(format!("{}\n", line(head)).as_bytes())?;
            file.sync_all()?;
            self.sync_folder()
        };
        write().map_err(|error| unusable(&path, &error))
    }

    /// The batch that was being published when somebody stopped.
    ///
    /// # Errors
    /// As [`Ledger::last`].
    pub fn intent(&self) -> Result<Option<Intent>, PublishedError> {
        let path = self.folder.join(NEXT);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&path, &error)),
        };
        read_intent(&text).map(Some).ok_or(PublishedError::Damaged { path })
    }

    /// Writes down what is about to be published, durably.
    ///
    /// # Errors
    /// [`PublishedError::Unusable`].
    pub fn intend(&self, intent: &Intent) -> Result<(), PublishedError> {
        let mut text = format!("{} {}\n", intent.from, line(intent.head));
        for entry in &intent.entries {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", base64(entry));
        }
        let path = self.folder.join(NEXT);
        let new = self.folder.join("next.new");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&new, &path)?;
            self.sync_folder()
        };
        write().map_err(|error| unusable(&path, &error))
    }

    /// Removes what [`Ledger::intend`] wrote.
    ///
    /// # Errors
    /// [`PublishedError::Unusable`].
    pub fn forget_intent(&self) -> Result<(), PublishedError> {
        let path = self.folder.join(NEXT);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(unusable(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Holds the log back until an operator lets it go on; for every backup that is put back, as
    /// nobody can tell from the files what people were promised after it.
    ///
    /// # Errors
    /// [`PublishedError::Unusable`].
    pub fn hold_back(&self) -> Result<(), PublishedError> {
        let path = self.folder.join(RESTORED);
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(&self.folder)?;
            File::create(&path)?.sync_all()?;
            self.sync_folder()
        };
        write().map_err(|error| unusable(&path, &error))
    }

    /// Lets the log go on; `false` when nothing held it back.
    ///
    /// # Errors
    /// [`PublishedError::Unusable`].
    pub fn release(&self) -> Result<bool, PublishedError> {
        let path = self.folder.join(RESTORED);
        match std::fs::remove_file(&path).and_then(|()| self.sync_folder()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(unusable(&path, &error)),
        }
    }

    /// Whether a backup was put back and nobody has let the log go on.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        self.folder.join(RESTORED).exists()
    }

    pub(super) fn require_not_restored(&self, stored: u64) -> Result<(), PublishedError> {
        let path = self.folder.join(RESTORED);
        match path.exists() {
            true => Err(PublishedError::Restored { log: self.log.clone(), stored, path }),
            false => Ok(()),
        }
    }

    pub(super) fn ahead(&self, published: u64, stored: u64) -> PublishedError {
        let (log, path) = (self.log.clone(), self.folder.clone());
        PublishedError::Ahead { log, published, stored, path }
    }

    pub(crate) fn another(&self, published: u64) -> PublishedError {
        PublishedError::Another { log: self.log.clone(), published, path: self.folder.clone() }
    }

    fn sync_folder(&self) -> std::io::Result<()> {
        File::open(&self.folder)?.sync_all()
    }
}

/// The end of a file, long enough for its last line.
fn tail(file: &mut File) -> std::io::Result<String> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn line(head: Head) -> String {
    format!("{} {}", head.size, head.root.to_base64())
}

fn read_head(line: &str) -> Option<Head> {
    let (size, root) = line.split_once(' ')?;
    let size = text::decimal("size", size).ok()?;
    Some(Head { size, root: Hash::from_base64(root).ok()? })
}

fn read_intent(text: &str) -> Option<Intent> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let (from, head) = lines.next()?.split_once(' ')?;
    let entries = lines.map(|line| text::from_base64("entry", line).ok());
    Some(Intent {
        from: text::decimal("size", from).ok()?,
        head: read_head(head)?,
        entries: entries.collect::<Option<Vec<_>>>()?,
    })
}

fn unusable(path: &Path, error: &std::io::Error) -> PublishedError {
    PublishedError::Unusable { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests;
