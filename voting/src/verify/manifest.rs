//! Step 1.

use crate::constraints::CONSTRAINTS;
use crate::manifest::{Contest, Election};
use crate::note::Note;
use crate::organiser;
use crate::record::{MANIFEST, MANIFEST_NOTE, RecordSource, rule_fits};
use crate::verify::report::{Step, verified};

pub(super) fn check(record: &dyn RecordSource) -> Step<Election> {
    let bytes = read(record, MANIFEST)?;
    let election = Election::parse(&bytes).map_err(|error| error.to_string())?;
    let note = read_note(record, MANIFEST_NOTE)?;
    organiser::verify_manifest(&note, &election.manifest.organiser_vkey, &election.id)
        .map_err(|error| format!("{MANIFEST_NOTE}: {error}"))?;
    check_constraints(&election)?;
    verified(election, 1)
}

/// What a contest asks of its winners must be clear before the count, from the manifest alone.
fn check_constraints(election: &Election) -> Result<(), String> {
    let constrained = |contest: &&Contest| contest.rule.params.contains_key(CONSTRAINTS);
    for contest in election.manifest.contests.iter().filter(constrained) {
        rule_fits(contest).map_err(|error| format!("{MANIFEST}: {}: {error}", contest.id))?;
    }
    Ok(())
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
