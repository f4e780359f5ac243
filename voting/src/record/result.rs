//! The result of a contest, as files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tally::{
    Decimal, Instance, Outcome, Profile, ProfileBuilder, Reason, Rule, TallyError, TieOrder,
};

use crate::manifest::{Contest, Publish};
use crate::plaintext::{BallotKind, Vote};
use crate::record::{ballot_lines, totals};

/// `tally/<contest>.json`. With fewer counted ballots than `min_counted`: the winners alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestResult {
    /// The contest's id.
    pub contest: String,
    /// The rule's name.
    pub rule: String,
    /// Ids of the funded projects in order of purchase.
    pub winners: Vec<String>,
    /// What they cost together, in so'm.
    pub total_cost: u64,
    /// Counted ballots.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counted: Option<u64>,
    /// Every project by index.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub projects: Option<Vec<ProjectResult>>,
}

/// What happened to one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectResult {
    /// The project's id.
    pub id: String,
    /// In so'm.
    pub cost: u64,
    /// Ballots that support it.
    pub supporters: u64,
    /// What the rule ranked it by.
    pub score: Decimal,
    /// Whether it gets its money.
    pub funded: bool,
    /// Why.
    pub reason: Reason,
}

/// `incidents.json`: what did not count, over the whole election.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incidents {
    /// Ballot entries that nothing opens.
    pub unopened: u64,
    /// Valid entries that another of the same key replaces, duplicates included.
    pub superseded: u64,
    /// Entries whose body came before.
    pub duplicates: u64,
    /// Different bodies of one key with the same number.
    pub equivocations: u64,
    /// Keys whose last ballot is spoiled, by reason.
    pub spoiled: BTreeMap<String, u64>,
}

impl Incidents {
    /// The file.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        json(self)
    }
}

/// The files of one contest; `None` where `min_counted` withholds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultFiles {
    /// `tally/<contest>.json`.
    pub result: Vec<u8>,
    /// `tally/<contest>.trace.jsonl`.
    pub trace: Option<Vec<u8>>,
    /// `counted/<contest>.csv`.
    pub counted: Option<Vec<u8>>,
}

/// The projects and the envelope of a contest.
///
/// # Errors
/// Never for a checked manifest.
pub fn instance(contest: &Contest) -> Result<Instance, TallyError> {
    let projects = contest.projects.iter().map(|p| (p.id.clone(), Decimal::from(p.cost)));
    Instance::new(Decimal::from(contest.envelope), projects)
}

/// Tallies the counted votes of a contest and writes its files. Votes may come in any order.
///
/// # Errors
/// When the manifest names a rule or parameters that do not exist.
pub fn result_files(
    contest: &Contest,
    votes: &[Vote],
    ties: &TieOrder,
) -> Result<ResultFiles, TallyError> {
    let instance = instance(contest)?;
    let profile = profile(contest, &instance, votes)?;
    let election = tally::Election::new(&instance, &profile, ties)?;
    let mut trace = Vec::new();
    let outcome = rule(contest)?.tally_traced(&election, &mut |step| {
        trace.extend(serde_json::to_vec(&step).unwrap_or_default());
        trace.push(b'\n');
    })?;
    let counted = votes.len() as u64;
    let shown = counted >= contest.min_counted;
    let result = result(contest, &instance, &outcome, shown.then_some(counted));
    let lines = match contest.publish {
        Publish::Ballots => ballot_lines(contest, votes),
        Publish::Totals => totals(contest, votes),
    };
    Ok(ResultFiles {
        result: json(&result),
        trace: shown.then_some(trace),
        counted: shown.then(|| lines.into_bytes()),
    })
}

/// The winners that follow from published totals alone, in order of purchase; `None` for rankings.
///
/// Every rule there is ranks projects by sums over ballots, so one ballot per project with the
/// project's sum gives the same ranking. `totals` are supporters and points by index.
///
/// # Errors
/// As [`result_files`].
pub fn winners_of_totals(
    contest: &Contest,
    totals: &[(u64, u64)],
    ties: &TieOrder,
) -> Result<Option<Vec<String>>, TallyError> {
    let instance = instance(contest)?;
    let kind = tally_kind(contest.ballot.kind);
    let mut ballots = ProfileBuilder::new(kind, &instance);
    for (project, (supporters, points)) in instance.indexes().zip(totals) {
        match kind {
            tally::BallotKind::Ranked => return Ok(None),
            _ if kind.has_points() => ballots.add_points([(project, *points)], 1)?,
            _ => ballots.add_set([project], *supporters)?,
        }
    }
    let profile = ballots.build();
    let outcome = rule(contest)?.tally(&tally::Election::new(&instance, &profile, ties)?)?;
    Ok(Some(outcome.winners.iter().map(|winner| instance.id(*winner).to_owned()).collect()))
}

/// The rule that the manifest names; parameters are given as text to the tally.
fn rule(contest: &Contest) -> Result<Rule, TallyError> {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let params: Vec<(&str, String)> =
        contest.rule.params.iter().map(|(name, value)| (name.as_str(), text(value))).collect();
    let borrowed: Vec<(&str, &str)> =
        params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Rule::from_name(&contest.rule.name, &borrowed)
}

fn profile(contest: &Contest, instance: &Instance, votes: &[Vote]) -> Result<Profile, TallyError> {
    let kind = tally_kind(contest.ballot.kind);
    let projects: Vec<tally::ProjectIndex> = instance.indexes().collect();
    let mut ballots = ProfileBuilder::new(kind, instance).max_length(u32::from(contest.ballot.max));
    for vote in votes {
        let choices = vote.choices().iter().filter_map(|choice| {
            Some((*projects.get(usize::from(choice.project.0))?, u64::from(choice.value)))
        });
        match kind {
            tally::BallotKind::Ranked => {
                ballots.add_ranking(choices.map(|(project, _)| project), 1)?;
            }
            _ if kind.has_points() => ballots.add_points(choices, 1)?,
            _ => ballots.add_set(choices.map(|(project, _)| project), 1)?,
        }
    }
    Ok(ballots.build())
}

const fn tally_kind(kind: BallotKind) -> tally::BallotKind {
    match kind {
        BallotKind::ChooseOne => tally::BallotKind::ChooseOne,
        BallotKind::Approval => tally::BallotKind::Approval,
        BallotKind::Knapsack => tally::BallotKind::Knapsack,
        BallotKind::Ranked => tally::BallotKind::Ranked,
        BallotKind::Cumulative => tally::BallotKind::Cumulative,
        BallotKind::Score => tally::BallotKind::Score,
    }
}

fn result(
    contest: &Contest,
    instance: &Instance,
    outcome: &Outcome,
    counted: Option<u64>,
) -> ContestResult {
    let cost = |index: tally::ProjectIndex| contest.projects.get(index.position()).map(|p| p.cost);
    let project = |verdict: &tally::Verdict| ProjectResult {
        id: instance.id(verdict.project).to_owned(),
        cost: cost(verdict.project).unwrap_or_default(),
        supporters: verdict.supporters,
        score: verdict.score,
        funded: verdict.funded(),
        reason: verdict.reason.clone(),
    };
    ContestResult {
        contest: contest.id.clone(),
        rule: outcome.rule.to_owned(),
        winners: outcome.winners.iter().map(|winner| instance.id(*winner).to_owned()).collect(),
        total_cost: outcome.winners.iter().filter_map(|winner| cost(*winner)).sum(),
        counted,
        projects: counted.map(|_| outcome.verdicts.iter().map(project).collect()),
    }
}

/// Pretty JSON with a newline; these types always have one.
fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
