//! Downloading a record: the signed sums first, then each file against its sum.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use voting::hash::sha256;
use voting::manifest::Election;
use voting::note::Note;
use voting::organiser;
use voting::record::{MANIFEST, SUMS, SUMS_NOTE, Sums, attestation_path};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::web::Site;

/// What a download brought.
pub(crate) struct Downloaded {
    pub(crate) election: Election,
    /// Files fetched now, attestations included.
    pub(crate) fetched: usize,
    /// Files that were there already, with the right sum.
    pub(crate) present: usize,
}

/// Downloads the record at `address` into `folder`, or what is missing of it there.
///
/// Never replaces a file of the record that differs from what the site publishes now: it may be
/// the proof that the site changed it.
pub(crate) fn download(address: &str, folder: &Path) -> Result<Downloaded, Failure> {
    let site = Site::new(address);
    let manifest = site.read(MANIFEST)?;
    let election =
        Election::parse(&manifest).map_err(|error| step(1, format!("{MANIFEST}: {error}")))?;
    let (file, note) = (site.read(SUMS)?, site.read(SUMS_NOTE)?);
    let sums = signed_sums(&election, &file, &note)?;
    keep(folder, SUMS, &file)?;
    keep(folder, SUMS_NOTE, &note)?;
    let progress = Progress::new();
    let total = sums.iter().count();
    let mut downloaded = Downloaded { election, fetched: 0, present: 0 };
    for (path, hash) in sums.iter() {
        progress.step("fetching file", path, Some(total));
        if fetch(&site, folder, path, hash)? {
            downloaded.fetched += 1;
        } else {
            downloaded.present += 1;
        }
    }
    for auditor in &downloaded.election.manifest.auditors {
        let path = attestation_path(&auditor.name);
        if let Some(bytes) = site.find(&path)? {
            write(&place(folder, &path)?, &bytes)?;
            downloaded.fetched += 1;
        }
    }
    Ok(downloaded)
}

/// The sums, once the organiser's signature over their exact bytes holds.
fn signed_sums(election: &Election, file: &[u8], note: &[u8]) -> Result<Sums, Failure> {
    let wrong =
        |name: &str, reason: &dyn ToString| step(15, format!("{name}: {}", reason.to_string()));
    let note = std::str::from_utf8(note).map_err(|error| wrong(SUMS_NOTE, &error))?;
    let note = Note::parse(note).map_err(|error| wrong(SUMS_NOTE, &error))?;
    organiser::verify_sums(&note, &election.manifest.organiser_vkey, &election.id, file)
        .map_err(|error| wrong(SUMS_NOTE, &error))?;
    let text = std::str::from_utf8(file).map_err(|error| wrong(SUMS, &error))?;
    Sums::parse(text, election.manifest.publication).map_err(|error| wrong(SUMS, &error))
}

/// Fetches one file unless it is there; continues where an earlier download broke off.
fn fetch(site: &Site, folder: &Path, path: &str, hash: &[u8; 32]) -> Result<bool, Failure> {
    let target = place(folder, path)?;
    if let Some(bytes) = existing(&target)? {
        return if sha256(&[&bytes]) == *hash { Ok(false) } else { Err(differs(&target)) };
    }
    let part = PathBuf::from(format!("{}.part", target.display()));
    let unwritten = |error| Failure::Output { path: part.clone(), error };
    let mut begun = existing_length(&part);
    loop {
        let options = OpenOptions::new().create(true).append(true).open(&part);
        let mut file: File = options.map_err(unwritten)?;
        site.append(path, &mut file, begun)?;
        let bytes = fs::read(&part).map_err(unwritten)?;
        if sha256(&[&bytes]) == *hash {
            fs::rename(&part, &target).map_err(unwritten)?;
            return Ok(true);
        }
        fs::remove_file(&part).map_err(unwritten)?;
        if begun == 0 {
            return Err(step(15, format!("{path} is not what the organiser signed")));
        }
        // What an earlier download left may have been of another file.
        begun = 0;
    }
}

/// Writes a file unless it is there with the same bytes.
fn keep(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let target = place(folder, path)?;
    match existing(&target)? {
        None => write(&target, bytes),
        Some(same) if same == bytes => Ok(()),
        Some(_) => Err(differs(&target)),
    }
}

/// The path of a file in the folder, whose parents exist afterwards.
fn place(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let target = folder.join(path);
    let parent = target.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .map_err(|error| Failure::Output { path: parent.to_owned(), error })?;
    Ok(target)
}

fn existing(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Input { name: path.display().to_string(), error }),
    }
}

fn existing_length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::Output { path: path.to_owned(), error })
}

fn differs(path: &Path) -> Failure {
    let path = path.display();
    Failure::Refused(format!(
        "{path} differs from what the site publishes now; it stays as it is: fetch into another \
         folder and compare"
    ))
}

const fn step(step: u8, reason: String) -> Failure {
    Failure::Step { step, reason }
}
