//! Step 12.

use crate::election_key::ElectionSecret;
use crate::id::ContestIndex;
use crate::manifest::{Contest, Election};
use crate::plaintext::Vote;
use crate::record::{RecordSource, instance, result_files, result_path, trace_path};
use crate::tie;
use crate::verify::auditors::Audit;
use crate::verify::counted::Votes;
use crate::verify::logs::Logs;
use crate::verify::report::{Finding, Step, verified};

pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
    secret: &ElectionSecret,
    votes: &Votes,
    audit: &Audit,
) -> Step<()> {
    let Some(votes) = votes else {
        let outcome = audit.stands_in_for("the tally");
        return Ok(Finding { value: (), checked: 0, outcome });
    };
    for ((index, contest), votes) in election.contests().zip(votes) {
        check_contest(record, election, logs, secret, (index, contest), votes)?;
    }
    verified((), votes.len() as u64)
}

/// The same functions that publish must give the same bytes.
fn check_contest(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
    secret: &ElectionSecret,
    (index, contest): (ContestIndex, &Contest),
    votes: &[Vote],
) -> Result<(), String> {
    let wrong = |error: tally::TallyError| format!("{}: {error}", contest.id);
    let projects = instance(contest).map_err(wrong)?;
    let ties = tie::order(election.manifest.tie, &projects, secret, &logs.ballots.root, index)
        .map_err(wrong)?;
    let files = result_files(contest, votes, &ties).map_err(wrong)?;
    for (path, expected) in
        [(result_path(&contest.id), Some(files.result)), (trace_path(&contest.id), files.trace)]
    {
        if record.read(&path) != expected {
            return Err(format!("{path} is not what the counted ballots give"));
        }
    }
    Ok(())
}
