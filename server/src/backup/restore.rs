//! Putting a backup back: everything is checked before the first file is written, and nothing is
//! overwritten.

use super::{ABOUT, About, DATABASE, FORMAT, KEYS, Kind, PUBLISHED, Sources};
use super::{copy_file, copy_folder, make_private, sums};
use crate::published::Ledger;
use anyhow::{Context as _, bail};
use std::path::{Path, PathBuf};
use store::backup::{sqlite_backup, sqlite_file};
use store::elections::ElectionState;
use store::{Contents, Store, UnixTime};
use voting::manifest::Election;

/// Puts a backup back; everybody signs in anew. Votes that are open, or were about to be, are held
/// back until an operator lets them go on; gives their seasons.
///
/// # Errors
/// A sentence that says what to do; nothing was written then, except when the disk or the database
/// failed on the way.
pub async fn restore(
    from: &Path,
    to: &Sources,
    with_keys: bool,
    now: UnixTime,
    mut say: impl FnMut(&str),
) -> anyhow::Result<Vec<String>> {
    say("checksums");
    sums::verify(from)?;
    let about = about(from, to, with_keys)?;
    let mut missing = Vec::new();
    for (name, folder) in to.fixed() {
        missing.push((name, folder, missing_files(&from.join(name), folder)?));
    }
    if with_keys {
        require_empty(&to.elections.keys)?;
    }
    let store = database(from, to, &about, &mut say).await?;
    // First of all: a restoration that is broken off holds votes back, too.
    let held = hold_back(to, &store).await?;
    // Some may have been ended since the backup.
    store.end_all_sessions(now).await?;
    for (name, folder, files) in missing {
        say(name);
        make_private(folder)?;
        for file in files {
            let target = folder.join(&file);
            target.parent().map(make_private).transpose()?;
            copy_file(&from.join(name).join(&file), &target)
                .with_context(|| format!("{} cannot be written", target.display()))?;
        }
    }
    if with_keys {
        say("secret keys");
        copy_folder(&from.join(KEYS), &to.elections.keys)?;
    }
    say("what was published");
    published(from, to)?;
    store.close().await;
    Ok(held)
}

fn about(from: &Path, to: &Sources, with_keys: bool) -> anyhow::Result<About> {
    let about: About = serde_json::from_slice(&std::fs::read(from.join(ABOUT))?)
        .with_context(|| format!("{ABOUT} cannot be read: this is no backup of hashar"))?;
    if about.format != FORMAT {
        bail!("this backup was made by hashar {}: restore it with that", about.program);
    }
    if about.database != Kind::of(&to.url) {
        bail!("the backup is of {:?}, {} is not: name another database", about.database, to.url);
    }
    if with_keys && !about.with_keys {
        bail!("the backup holds no keys: leave out --with-keys and put them back by hand");
    }
    Ok(about)
}

/// What never changes is left where it is, if it is the same.
fn missing_files(from: &Path, to: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for file in sums::files(from)? {
        let there = to.join(&file);
        match there.exists() {
            false => missing.push(file),
            true if std::fs::read(&there)? == std::fs::read(from.join(&file))? => {}
            true => bail!("{} is another file: move it away", there.display()),
        }
    }
    Ok(missing)
}

fn require_empty(folder: &Path) -> anyhow::Result<()> {
    match sums::files(folder)?.is_empty() {
        true => Ok(()),
        false => bail!("{} is not empty and is not overwritten: move it away", folder.display()),
    }
}

async fn database(
    from: &Path,
    to: &Sources,
    about: &About,
    say: &mut impl FnMut(&str),
) -> anyhow::Result<Store> {
    let folder = from.join(DATABASE);
    match about.database {
        Kind::Sqlite => {
            let file = sqlite_file(&to.url)?;
            if file.exists() {
                bail!("{} is there and is not overwritten: move it away", file.display());
            }
            say("database");
            // Under its name only when it is whole.
            let mut half = file.clone().into_os_string();
            half.push(".restoring");
            let _ = std::fs::remove_file(&half);
            copy_file(&sqlite_backup(&folder), Path::new(&half))?;
            std::fs::rename(&half, &file)?;
            let store = Store::open(&to.url).await?;
            store.migrate().await?;
            Ok(store)
        }
        Kind::Postgres => {
            let store = Store::open(&to.url).await?;
            if store.contents().await? != Contents::Nothing {
                bail!("{} holds something and is not overwritten: name an empty one", to.url);
            }
            store.migrate().await?;
            if store.schema_version().await? != about.schema {
                bail!("the backup has another schema: restore it with hashar {}", about.program);
            }
            store.restore(&folder, |table| say(&format!("database: {table}"))).await?;
            Ok(store)
        }
    }
}

/// Nobody here knows what people were promised after the backup and before the next batch: every
/// vote that is not closed is held back, whatever is known of its logs.
async fn hold_back(to: &Sources, store: &Store) -> anyhow::Result<Vec<String>> {
    let mut held = Vec::new();
    for state in [ElectionState::Prepared, ElectionState::Approved] {
        for stored in store.elections_in(state).await? {
            let manifest = Election::parse(&stored.manifest)?.manifest;
            for ledger in Ledger::both(&to.elections.published, &manifest) {
                ledger.hold_back()?;
            }
            held.push(store.season_by_id(stored.season).await?.key);
        }
    }
    Ok(held)
}

/// What was published here is newer than any backup and stays.
fn published(from: &Path, to: &Sources) -> anyhow::Result<()> {
    for file in sums::files(&from.join(PUBLISHED))? {
        let target = to.elections.published.join(&file);
        if !target.exists() {
            target.parent().map(make_private).transpose()?;
            copy_file(&from.join(PUBLISHED).join(&file), &target)?;
        }
    }
    Ok(())
}
