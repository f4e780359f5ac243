//! Keys that no server has in a real vote: files beside the demo's database.

use crate::randomness::Seeds;
use anyhow::Context as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use voting::key_file::SecretKey;

/// Who has such a key: who opens the ballots, who attests to the count.
pub const OWNERS: [&str; 2] = ["trustee", "auditor"];

/// Where an owner's key for a season's vote lies, in the form of `hashar-audit`.
#[must_use]
pub fn key_path(folder: &Path, owner: &str, season: &str) -> PathBuf {
    folder.join(format!("{owner}-{season}.key"))
}

/// Makes a key and its file, in place of one of a demo that was there before.
pub(super) fn make(
    folder: &Path,
    owner: &str,
    season: &str,
    share: Option<u16>,
    seeds: &Seeds,
) -> anyhow::Result<SecretKey> {
    let key = SecretKey::generate(&format!("demo-{owner}"), share, &mut seeds.generator()?)?;
    let path = key_path(folder, owner, season);
    write(&path, &key.to_json()?).with_context(|| path.display().to_string())?;
    Ok(key)
}

fn write(path: &Path, json: &[u8]) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(json).and_then(|()| file.sync_all())
}
