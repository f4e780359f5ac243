//! Manifests and signed notes as files of their own.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use voting::checkpoint::Checkpoint;
use voting::manifest::{Election, Log};
use voting::note::Note;
use voting::record::MANIFEST;

use crate::failure::Failure;
use crate::key_file::SecretKey;

/// A file as text.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    fs::read_to_string(path).map_err(|error| Failure::Input { name, error })
}

/// A signed note, nothing of which has been verified.
pub(crate) fn read_note(path: &Path) -> Result<Note, Failure> {
    Note::parse(&read_text(path)?).map_err(|error| Failure::unsound(path.display(), error))
}

/// An election from its manifest.
pub(crate) fn read_election(path: &Path) -> Result<Election, Failure> {
    Election::parse(read_text(path)?.as_bytes())
        .map_err(|error| Failure::unsound(path.display(), error))
}

/// A checkpoint that the log signed and, by the end of the election, the quorum of witnesses.
pub(crate) fn read_final_checkpoint(
    path: &Path,
    election: &Election,
    log: &Log,
) -> Result<Checkpoint, Failure> {
    let note = read_note(path)?;
    let manifest = &election.manifest;
    let latest = manifest.closes_at.saturating_add(manifest.merge_by_seconds);
    if !election.policy.is_met_by(&note, latest) {
        let reason = "the quorum of witnesses has not seen it in time";
        return Err(Failure::unsound(path.display(), reason));
    }
    Checkpoint::verify(&note, &log.vkey).map_err(|error| Failure::unsound(path.display(), error))
}

/// Writes a note to a file that was not there.
pub(crate) fn create(path: &Path, note: &Note) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(note.to_string().as_bytes()))
        .map_err(|error| Failure::Output { path: path.to_owned(), error })
}

/// The election of a record, in which this key is an auditor's.
pub(crate) fn auditors_election(folder: &Path, key: &SecretKey) -> Result<Election, Failure> {
    let election = read_election(&folder.join(MANIFEST))?;
    if election.manifest.auditors.iter().any(|auditor| auditor.vkey == *key.signer.key()) {
        return Ok(election);
    }
    let name = key.signer.key().name();
    Err(Failure::Refused(format!("the manifest names no auditor {name} with this key")))
}
