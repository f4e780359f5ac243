//! Step 11.

use crate::json;
use crate::manifest::Election;
use crate::record::{ContestResult, RecordSource, result_path};
use crate::verify::ballots::Ballots;
use crate::verify::logs::Entries;
use crate::verify::manifest::read;
use crate::verify::report::{Step, verified};
use crate::verify::roll::Eligible;

/// Without a copy the number of counted ballots stands for that of keys.
pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    entries: &Entries,
    eligible: &Eligible,
    ballots: &Ballots,
) -> Step<()> {
    for (index, contest) in election.contests() {
        let keys = if let Some(selection) = &ballots.selection {
            selection.keys(index)
        } else {
            let path = result_path(&contest.id);
            let result: ContestResult =
                json::parse(&read(record, &path)?).map_err(|error| format!("{path}: {error}"))?;
            result.counted.unwrap_or(0)
        };
        let issued = entries.issuance.iter().filter(|entry| entry.contest == index).count() as u64;
        let people = eligible.roll.as_ref().map(|roll| roll.size_of(index));
        let people = people.or_else(|| election.manifest.eligible(index)).unwrap_or(0);
        if keys > issued || issued > people {
            let id = &contest.id;
            return Err(format!("{id}: {keys} keys, {issued} credentials, {people} people"));
        }
    }
    verified((), election.contests().count() as u64)
}
