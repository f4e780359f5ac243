//! Step 1.

use crate::manifest::Election;
use crate::note::Note;
use crate::organiser;
use crate::record::{MANIFEST, MANIFEST_NOTE, RecordSource};
use crate::verify::report::{Step, verified};

pub(super) fn check(record: &dyn RecordSource) -> Step<Election> {
    let bytes = read(record, MANIFEST)?;
    let election = Election::parse(&bytes).map_err(|error| error.to_string())?;
    let note = read_note(record, MANIFEST_NOTE)?;
    organiser::verify_manifest(&note, &election.manifest.organiser_vkey, &election.id)
        .map_err(|error| format!("{MANIFEST_NOTE}: {error}"))?;
    verified(election, 1)
}

/// A file that must be there.
pub(super) fn read(record: &dyn RecordSource, path: &str) -> Result<Vec<u8>, String> {
    record.read(path).ok_or_else(|| format!("{path} is missing"))
}

/// A text file that must be there.
pub(super) fn read_text(record: &dyn RecordSource, path: &str) -> Result<String, String> {
    String::from_utf8(read(record, path)?).map_err(|_| format!("{path} is not UTF-8"))
}

/// A note that must be there.
pub(super) fn read_note(record: &dyn RecordSource, path: &str) -> Result<Note, String> {
    Note::parse(&read_text(record, path)?).map_err(|error| format!("{path}: {error}"))
}
