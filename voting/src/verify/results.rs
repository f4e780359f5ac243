//! Step 12.

use tally::{TallyError, TieOrder};

use crate::election_key::ElectionSecret;
use crate::id::ContestIndex;
use crate::json;
use crate::manifest::{Contest, Election, Publish};
use crate::plaintext::Vote;
use crate::record::{
    ContestResult, RecordSource, counted_path, instance, pabulib_path, parse_ballot_lines,
    parse_totals, result_files, result_path, trace_path, winners_of_totals,
};
use crate::tie;
use crate::verify::auditors::Audit;
use crate::verify::counted::Votes;
use crate::verify::logs::Logs;
use crate::verify::manifest::read;
use crate::verify::report::{Finding, Outcome, Step};

/// With the counted votes everything is recomputed. Without them: everything from published
/// ballots, by whatever rule; the winners from published totals, if the rule ranks projects by sums
/// over ballots; nothing where `min_counted` withholds both.
pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
    secret: &ElectionSecret,
    votes: &Votes,
    audit: &Audit,
) -> Step<()> {
    let mut checked = 0;
    for (position, (index, contest)) in election.contests().enumerate() {
        let ties = ties(election, logs, secret, (index, contest))?;
        let counted = votes.as_ref().and_then(|votes| votes.get(position));
        let recomputed = match counted {
            Some(votes) => check_files(record, contest, votes, &ties).map(|()| true)?,
            None => check_published(record, contest, &ties)?,
        };
        checked += u64::from(recomputed);
    }
    let all = checked == election.contests().count() as u64;
    let outcome = if all { Outcome::Verified } else { audit.stands_in_for("the tally") };
    Ok(Finding::new((), checked, outcome))
}

pub(super) fn ties(
    election: &Election,
    logs: &Logs,
    secret: &ElectionSecret,
    (index, contest): (ContestIndex, &Contest),
) -> Result<TieOrder, String> {
    let order =
        |projects| tie::order(election.manifest.tie, &projects, secret, &logs.ballots.root, index);
    instance(contest).and_then(order).map_err(|error| wrong(contest, &error))
}

/// The same functions that publish must give the same bytes.
fn check_files(
    record: &dyn RecordSource,
    contest: &Contest,
    votes: &[Vote],
    ties: &TieOrder,
) -> Result<(), String> {
    let files = result_files(contest, votes, ties).map_err(|error| wrong(contest, &error))?;
    for (path, expected) in [
        (result_path(&contest.id), Some(files.result)),
        (trace_path(&contest.id), files.trace),
        (pabulib_path(&contest.id), files.pabulib),
    ] {
        if record.read(&path) != expected {
            return Err(format!("{path} is not what the counted ballots give"));
        }
    }
    Ok(())
}

/// Whether the result could be recomputed from what is published.
fn check_published(
    record: &dyn RecordSource,
    contest: &Contest,
    ties: &TieOrder,
) -> Result<bool, String> {
    let path = counted_path(&contest.id);
    let Some(bytes) = record.read(&path) else { return Ok(false) };
    let file = String::from_utf8(bytes).map_err(|_| format!("{path} is not UTF-8"))?;
    let unreadable = |error: crate::error::Error| format!("{path}: {error}");
    if contest.publish == Publish::Ballots {
        let votes = parse_ballot_lines(contest, &file).map_err(unreadable)?;
        return check_files(record, contest, &votes, ties).map(|()| true);
    }
    let totals = parse_totals(contest, &file).map_err(unreadable)?;
    let winners = winners_of_totals(contest, &totals, ties);
    let Some(winners) = winners.map_err(|error| wrong(contest, &error))? else { return Ok(false) };
    let path = result_path(&contest.id);
    let published: ContestResult =
        json::parse(&read(record, &path)?).map_err(|error| format!("{path}: {error}"))?;
    if published.winners == winners {
        return Ok(true);
    }
    Err(format!("{path}: the published totals give other winners"))
}

fn wrong(contest: &Contest, error: &TallyError) -> String {
    format!("{}: {error}", contest.id)
}
