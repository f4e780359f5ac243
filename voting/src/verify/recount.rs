//! One contest from its published ballots, as a browser counts it: by the contest's own rule, which
//! must give the published result, and by others that somebody wants to see.
//!
//! Of the steps of a whole verification this takes 1, 9 and, for one contest, 12; of step 2 the
//! logs' signatures under the last heads. No log and no copy is read.

use serde::Serialize;
use tally::{
    Analysis, Comparison, Instance, Profile, ProjectId, ProjectIndex, Rule, TallyError, TieOrder,
};

use crate::checkpoint::Checkpoint;
use crate::constraints::Constraints;
use crate::manifest::{Contest, Election, Log, Manifest, Publish};
use crate::plaintext::Vote;
use crate::record::{
    BALLOTS, ISSUANCE, MANIFEST, MANIFEST_NOTE, RecordSource, announcement_path, contest_result,
    counted_path, decide, instance, json, parse_ballot_lines, profile, result_path, reveal_path,
    rule_for, share_path,
};
use crate::verify::logs::Logs;
use crate::verify::manifest::{read, read_note, read_text};
use crate::verify::report::Finding;
use crate::verify::{manifest, results, trustees};

/// A contest whose published ballots give its published result.
#[derive(Debug, Clone)]
pub struct Recount {
    contest: Contest,
    counted: Counted,
    ties: TieOrder,
    winners: Vec<ProjectIndex>,
}

#[derive(Debug, Clone)]
struct Counted {
    instance: Instance,
    profile: Profile,
}

/// What another rule would give, beside the published result. A simulation: under another rule
/// people might have voted otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// The other rule's name.
    pub rule: String,
    /// Ids of the projects it would fund, in order of purchase.
    pub winners: Vec<ProjectId>,
    /// What changes against the published result.
    pub comparison: Comparison,
    /// What the published winners mean to voters.
    pub published: Analysis,
    /// What the other winners would.
    pub other: Analysis,
}

impl Recount {
    /// The files of a record that [`Recount::read`] reads. Of a trustee who released no share
    /// there is none.
    #[must_use]
    pub fn paths(manifest: &Manifest, contest: &str) -> Vec<String> {
        let trustees = &manifest.trustees;
        let indexes = || trustees.list.iter().map(|trustee| trustee.index);
        let shares = indexes().map(share_path);
        let several = indexes().filter(|_| trustees.n > 1);
        let key_generation = several.flat_map(|it| [announcement_path(it), reveal_path(it)]);
        let fixed = [
            MANIFEST.to_owned(),
            MANIFEST_NOTE.to_owned(),
            head_path(ISSUANCE),
            head_path(BALLOTS),
            counted_path(contest),
            result_path(contest),
        ];
        fixed.into_iter().chain(shares).chain(key_generation).collect()
    }

    /// Reads a contest by its id and recounts it.
    ///
    /// # Errors
    /// What is missing or wrong, in one sentence: a signature, a share, or a result that the
    /// ballots do not give.
    pub fn read(record: &dyn RecordSource, contest: &str) -> Result<Self, String> {
        let Finding { value: election, .. } = manifest::check(record)?;
        let logs = &election.manifest.logs;
        let logs = Logs {
            issuance: head(record, ISSUANCE, &logs.issuance)?,
            ballots: head(record, BALLOTS, &logs.ballots)?,
        };
        let Finding { value: secret, .. } = trustees::check(record, &election, &logs)?;
        let (index, contest) = find(&election, contest)?;
        let votes = votes(record, contest)?;
        let ties = results::ties(&election, &logs, &secret, (index, contest))?;
        let counted = Counted::of(contest, &votes).map_err(|error| error.to_string())?;
        let result = contest_result(contest, counted.with(&ties), &mut |_| {});
        let result = result.map_err(|error| error.to_string())?;
        let path = result_path(&contest.id);
        if read(record, &path)? != json(&result) {
            return Err(format!("{path} is not what the counted ballots give"));
        }
        let winners = result.winners.iter().map(|id| counted.instance.index_of(id.as_str()));
        let winners = winners.collect::<Option<_>>().ok_or("another project wins")?;
        Ok(Self { contest: contest.clone(), counted, ties, winners })
    }

    /// Counts the same ballots by another rule, of those that take no parameters, under the same
    /// constraints.
    ///
    /// # Errors
    /// A rule that does not exist or reads other ballots; a count that would take too long.
    pub fn under(&self, rule: &str) -> Result<WhatIf, TallyError> {
        let mut named =
            crate::manifest::Rule { name: rule.to_owned(), params: serde_json::Map::new() };
        Constraints::of(&self.contest.rule)?.put_into(&mut named);
        let other: Rule = rule_for(&named, self.contest.ballot.kind)?;
        let contest = Contest { rule: named, ..self.contest.clone() };
        let counted = self.counted.with(&self.ties);
        let outcome = decide(&contest, counted, &mut |_| {})?;
        let (instance, profile, _) = counted;
        Ok(WhatIf {
            rule: other.name().to_owned(),
            winners: outcome.winner_ids(instance),
            comparison: Comparison::of(instance, profile, &self.winners, &outcome.winners)?,
            published: Analysis::of(instance, profile, &self.winners)?,
            other: Analysis::of(instance, profile, &outcome.winners)?,
        })
    }
}

impl Counted {
    fn of(contest: &Contest, votes: &[Vote]) -> Result<Self, TallyError> {
        let instance = instance(contest)?;
        let profile = profile(contest, &instance, votes)?;
        Ok(Self { instance, profile })
    }

    const fn with<'a>(&'a self, ties: &'a TieOrder) -> (&'a Instance, &'a Profile, &'a TieOrder) {
        (&self.instance, &self.profile, ties)
    }
}

fn head_path(folder: &str) -> String {
    format!("{folder}/checkpoint")
}

fn head(record: &dyn RecordSource, folder: &str, log: &Log) -> Result<Checkpoint, String> {
    let note = read_note(record, &head_path(folder))?;
    Checkpoint::verify(&note, &log.vkey).map_err(|error| format!("{folder}: {error}"))
}

fn find<'e>(
    election: &'e Election,
    id: &str,
) -> Result<(crate::id::ContestIndex, &'e Contest), String> {
    let found = election.contests().find(|(_, contest)| contest.id == id);
    found.ok_or_else(|| format!("{id} is no contest of this election"))
}

fn votes(record: &dyn RecordSource, contest: &Contest) -> Result<Vec<Vote>, String> {
    let path = counted_path(&contest.id);
    if contest.publish != Publish::Ballots {
        return Err(format!("{path} has sums, not ballots"));
    }
    let file = read_text(record, &path)?;
    parse_ballot_lines(contest, &file).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Draft, Files};

    fn published(publish: Publish) -> (Manifest, Files) {
        let mut manifest = testing::manifest();
        manifest.contests[0].publish = publish;
        let draft = Draft::of(manifest);
        (draft.election.manifest.clone(), draft.publish())
    }

    #[test]
    fn few_files_suffice_to_count_by_another_rule() {
        let (manifest, mut files) = published(Publish::Ballots);
        let needed = Recount::paths(&manifest, "one");
        files.retain(|path, _| needed.contains(path));
        assert_eq!(files.len(), needed.len());
        let recount = Recount::read(&files, "one").unwrap();
        let same = recount.under("greedy_votes").unwrap();
        assert_eq!(same.winners.len(), recount.winners.len());
        assert_eq!((same.comparison.gained.len(), same.published == same.other), (0, true));
        // b has two of three votes, c one; both cost less than the envelope of three shares.
        let shares = recount.under("mes_cost").unwrap();
        assert_eq!(shares.rule, "mes_cost");
        assert_eq!(shares.published.voters, 3);
        let before = recount.winners.len() - shares.comparison.lost.len();
        assert_eq!(shares.winners.len(), before + shares.comparison.gained.len());
        for path in needed {
            let mut fewer = files.clone();
            fewer.remove(&path);
            assert!(Recount::read(&fewer, "one").is_err(), "{path}");
        }
    }

    #[test]
    fn several_trustees_need_a_few_files_more() {
        let (mut manifest, secret, shares) = testing::threshold_manifest();
        manifest.contests[0].publish = Publish::Ballots;
        let mut draft = Draft::of(manifest);
        (draft.secret, draft.shares) = (secret, (1..).zip(shares).collect());
        let (manifest, mut files) = (draft.election.manifest.clone(), draft.publish());
        let needed = Recount::paths(&manifest, "one");
        files.retain(|path, _| needed.contains(path));
        assert!(Recount::read(&files, "one").is_ok());
        files.remove(&announcement_path(2));
        assert!(Recount::read(&files, "one").unwrap_err().contains("announce-2"));
    }

    #[test]
    fn a_rule_must_exist_and_read_the_ballots() {
        let (_, files) = published(Publish::Ballots);
        let recount = Recount::read(&files, "one").unwrap();
        assert_eq!(recount.under("mes_points"), Err(TallyError::NoSuchUtility));
        assert!(matches!(recount.under("by_lot"), Err(TallyError::UnknownRule(_))));
        assert!(recount.under("greedy_votes_threshold").is_err());
    }

    #[test]
    fn what_was_changed_is_seen() {
        let (_, files) = published(Publish::Ballots);
        assert!(Recount::read(&files, "three").unwrap_err().contains("no contest"));
        let change = |path: &str, from: &str, to: &str| {
            let mut files = files.clone();
            let text = String::from_utf8(files[path].clone()).unwrap();
            assert!(text.contains(from), "{path} holds {from}");
            files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
            Recount::read(&files, "one").unwrap_err()
        };
        assert!(change("counted/one.csv", "c:1\n", "").contains("not what the counted ballots"));
        assert!(change("tally/one.json", "\"b\"", "\"c\"").contains("not what the counted"));
        assert!(change("manifest.json", "small", "large").contains("manifest.note"));
        assert!(change("ballots/checkpoint", "\n8\n", "\n9\n").contains("ballots"));
        let (_, totals) = published(Publish::Totals);
        assert!(Recount::read(&totals, "one").unwrap_err().contains("sums"));
    }
}
