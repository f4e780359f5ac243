//! Backups: a folder with a consistent copy of the database, photographs, records, what was
//! published of each log, and checksums of everything. Secret keys are left out unless they are
//! asked for.
//!
//! ```text
//! backup.json  SHA256SUMS  database/  photos/  records/  sealed/  published/  keys/
//! ```
//! SHA256SUMS comes last: a folder without it was broken off. To add something that lies beside
//! the database and never changes: a folder in [`Sources`].

pub mod restore;
mod sums;

use crate::poll::Folders;
use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use store::{DatabaseUrl, Store, UnixTime};

const ABOUT: &str = "backup.json";
const DATABASE: &str = "database";
const PHOTOS: &str = "photos";
const PUBLISHED: &str = "published";
const RECORDS: &str = "records";
const SEALED: &str = "sealed";
const KEYS: &str = "keys";
/// The form of the folder, for programs to come.
const FORMAT: u32 = 1;

/// Where an installation keeps what a backup holds.
pub struct Sources {
    /// Its database.
    pub url: DatabaseUrl,
    /// Its photographs.
    pub photos: PathBuf,
    /// Its published records.
    pub records: PathBuf,
    /// The copies that accredited auditors alone may read.
    pub sealed: PathBuf,
    /// Its keys, and what it published.
    pub elections: Folders,
}

impl Sources {
    /// Folders whose files never change once they are there, by their name in a backup.
    fn fixed(&self) -> [(&'static str, &Path); 3] {
        [(PHOTOS, &self.photos), (RECORDS, &self.records), (SEALED, &self.sealed)]
    }
}

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    format: u32,
    program: String,
    made_at: UnixTime,
    database: Kind,
    /// Number of migrations of the schema.
    schema: usize,
    with_keys: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    const fn of(url: &DatabaseUrl) -> Self {
        match url {
            DatabaseUrl::Sqlite(_) => Self::Sqlite,
            DatabaseUrl::Postgres(_) => Self::Postgres,
        }
    }
}

/// Writes a backup into a new or empty folder, while the server runs; tells its progress to
/// `say`. Gives the number of files and of their bytes.
///
/// # Errors
/// A sentence that says what to do.
pub async fn make(
    store: &Store,
    from: &Sources,
    to: &Path,
    with_keys: bool,
    now: UnixTime,
    mut say: impl FnMut(&str),
) -> anyhow::Result<(usize, u64)> {
    make_private(to).with_context(|| format!("{} cannot be made", to.display()))?;
    if to.read_dir()?.next().is_some() {
        bail!("{} is not empty: name a new folder", to.display());
    }
    // Before the database, which is then never behind what was published in its own backup.
    say("what was published");
    copy_folder(&from.elections.published, &to.join(PUBLISHED))?;
    let database = to.join(DATABASE);
    make_private(&database)?;
    store.backup(&database, |table| say(&format!("database: {table}"))).await?;
    for (name, folder) in from.fixed() {
        say(name);
        copy_folder(folder, &to.join(name))?;
    }
    if with_keys {
        say("secret keys");
        copy_folder(&from.elections.keys, &to.join(KEYS))?;
    }
    let about = About {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        database: Kind::of(&from.url),
        schema: store.schema_version().await?,
        with_keys,
    };
    write_new(&to.join(ABOUT), &serde_json::to_vec_pretty(&about)?)?;
    say("checksums");
    Ok(sums::write(to)?)
}

/// Copies the files of a folder and those below it; what is not there is nothing to copy.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    make_private(to)?;
    for file in sums::files(from)? {
        let (source, target) = (from.join(&file), to.join(&file));
        if let Some(folder) = target.parent() {
            make_private(folder)?;
        }
        copy_file(&source, &target)
            .with_context(|| format!("{} cannot be copied", source.display()))?;
    }
    Ok(())
}

/// Copies one file durably, for nobody else to read; never over another.
fn copy_file(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut source = File::open(from)?;
    let mut target = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    std::io::copy(&mut source, &mut target)?;
    target.sync_all()
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A folder that only its owner may enter, with those above it.
fn make_private(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}
