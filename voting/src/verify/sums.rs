//! Step 15.

use crate::hash::sha256;
use crate::manifest::Election;
use crate::organiser;
use crate::record::{RecordSource, SUMS, SUMS_NOTE, Sums};
use crate::verify::manifest::{read, read_note, read_text};
use crate::verify::report::{Step, verified};

pub(super) fn check(record: &dyn RecordSource, election: &Election) -> Step<()> {
    let file = read_text(record, SUMS)?;
    let sums =
        Sums::parse(&file, election.manifest.publication).map_err(|error| error.to_string())?;
    let key = &election.manifest.organiser_vkey;
    organiser::verify_sums(&read_note(record, SUMS_NOTE)?, key, &election.id, file.as_bytes())
        .map_err(|error| format!("{SUMS_NOTE}: {error}"))?;
    let mut checked = 0;
    for (path, hash) in sums.iter() {
        if sha256(&[&read(record, path)?]) != *hash {
            return Err(format!("{path} was changed"));
        }
        checked += 1;
    }
    let unknown = record.paths().unwrap_or_default();
    match unknown.iter().find(|path| sums.covers(path) && !sums.lists(path)) {
        Some(path) => Err(format!("{path} does not belong to the record")),
        None => verified((), checked),
    }
}
