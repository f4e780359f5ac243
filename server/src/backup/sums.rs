//! `SHA256SUMS`: lower-case hexadecimal, two spaces, path; ascending, as sha256sum -c reads it.

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use voting::text::hex;

const SUMS: &str = "SHA256SUMS";
/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Every file below a folder, relative to it, in ascending order; none if it is not there.
pub(super) fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let entries = match folder.join(&below).read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let path = below.join(entry.file_name());
            match entry.file_type()?.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes the sums of everything in a backup; gives the number of files and of their bytes.
pub(super) fn write(backup: &Path) -> std::io::Result<(usize, u64)> {
    let (mut text, mut bytes) = (String::new(), 0);
    let files = files(backup)?;
    for file in &files {
        let (sum, length) = sum(&backup.join(file))?;
        text.push_str(&format!("{sum}  {}\n", file.display()));
        bytes += length;
    }
    super::write_new(&backup.join(SUMS), text.as_bytes())?;
    File::open(backup)?.sync_all()?;
    Ok((files.len(), bytes))
}

/// Every file is there, unchanged, and no other.
pub(super) fn verify(backup: &Path) -> anyhow::Result<()> {
    let path = backup.join(SUMS);
    let text = std::fs::read_to_string(&path).with_context(|| {
        format!("{} cannot be read: this is no backup, or one that was broken off", path.display())
    })?;
    let listed: Vec<(&str, &str)> = text
        .lines()
        .map(|line| line.split_once("  ").context("SHA256SUMS is damaged: take another backup"))
        .collect::<Result<_, _>>()?;
    for (expected, file) in &listed {
        let found = sum(&backup.join(file)).with_context(|| format!("{file} cannot be read"))?;
        if found.0 != *expected {
            bail!("{file} is not what was backed up: take another backup");
        }
    }
    let known = |file: &PathBuf| {
        file == Path::new(SUMS) || listed.iter().any(|(_, known)| Path::new(known) == file)
    };
    match files(backup)?.iter().find(|file| !known(file)) {
        Some(file) => bail!("{} is not of this backup: remove it", file.display()),
        None => Ok(()),
    }
}

fn sum(path: &Path) -> std::io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let (mut hash, mut length) = (Sha256::new(), 0);
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        length += read.len() as u64;
    }
    Ok((hex(&hash.finalize()), length))
}
