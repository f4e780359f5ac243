//! A folder of a replay's own, for its keys and, unless another is named, its database.

use crate::randomness::Seeds;
use anyhow::Context as _;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use voting::text::hex;

/// Nobody else may look in.
const MODE: u32 = 0o700;

/// The folder; dropped, it is removed with all that is in it.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new folder among the system's temporary ones.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn create(seeds: &Seeds) -> anyhow::Result<Self> {
        let [a, b, c, d, ..] = *seeds.bytes()?;
        let path = std::env::temp_dir().join(format!("hashar-replay-{}", hex(&[a, b, c, d])));
        let made = DirBuilder::new().mode(MODE).create(&path);
        made.with_context(|| format!("{}: set TMPDIR to a folder to write in", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The address of the database in it.
    #[must_use]
    pub fn database(&self) -> String {
        format!("sqlite://{}/replay.db", self.0.display())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::error!(%error, path = %self.0.display(), "a folder could not be removed");
        }
    }
}
