//! Step 10.

use std::collections::BTreeMap;

use crate::election_key::ElectionSecret;
use crate::json;
use crate::manifest::{Contest, Election, Publish};
use crate::plaintext::{Spoiled, Vote};
use crate::record::{INCIDENTS, Incidents, RecordSource, ballot_lines, counted_path, totals};
use crate::verify::auditors::Audit;
use crate::verify::ballots::Ballots;
use crate::verify::manifest::read;
use crate::verify::report::{Finding, Step, verified};

/// The counted votes by contest; `None` without a copy.
pub(super) type Votes = Option<Vec<Vec<Vote>>>;

pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    ballots: &Ballots,
    secret: &ElectionSecret,
    audit: &Audit,
) -> Step<Votes> {
    let Some(selection) = &ballots.selection else {
        let outcome = audit.stands_in_for("the counted ballots");
        return Ok(Finding::new(None, 0, outcome));
    };
    let mut spoiled: BTreeMap<String, u64> = BTreeMap::new();
    let mut contests = Vec::new();
    for (index, contest) in election.contests() {
        let unsealed: Vec<Result<Vote, Spoiled>> =
            selection.unseal(index, &election.terms, secret).collect();
        for reason in unsealed.iter().filter_map(|vote| vote.as_ref().err()) {
            *spoiled.entry(reason.to_string()).or_default() += 1;
        }
        let votes: Vec<Vote> = unsealed.into_iter().filter_map(Result::ok).collect();
        check_file(record, contest, &votes)?;
        contests.push(votes);
    }
    let incidents: Incidents =
        json::parse(&read(record, INCIDENTS)?).map_err(|error| error.to_string())?;
    if incidents.spoiled != spoiled {
        return Err(format!("{INCIDENTS}: spoiled ballots by reason are {spoiled:?}"));
    }
    let counted = contests.iter().map(|votes| votes.len() as u64).sum();
    verified(Some(contests), counted)
}

fn check_file(record: &dyn RecordSource, contest: &Contest, votes: &[Vote]) -> Result<(), String> {
    let path = counted_path(&contest.id);
    let published = record.read(&path);
    if (votes.len() as u64) < contest.min_counted {
        return match published {
            None => Ok(()),
            Some(_) => Err(format!("{path}: published although fewer than min_counted")),
        };
    }
    let lines = match contest.publish {
        Publish::Ballots => ballot_lines(contest, votes),
        Publish::Totals => totals(contest, votes),
    };
    if published.as_deref() == Some(lines.as_bytes()) {
        return Ok(());
    }
    Err(format!("{path} is not what the unsealed ballots give"))
}
