//! The result of a contest, as files.

use serde::{Deserialize, Serialize};
use tally::{
    Decimal, Instance, Profile, ProfileBuilder, ProjectId, ProjectReport, Rule, TallyError, Tie,
    TieOrder, Uniqueness,
};

use crate::constraints::{CONSTRAINTS, Constraints};
use crate::manifest::{Contest, Publish};
use crate::plaintext::{BallotKind, Vote};
use crate::record::incidents::json;
use crate::record::{ballot_lines, totals};

/// `tally/<contest>.json`. With fewer counted ballots than `min_counted`: the winners alone. Where
/// ballots stay secret and the rule looks at whole ballots: the winners and how many were counted,
/// because reasons say how the supporters of projects overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestResult {
    /// The contest's id.
    pub contest: String,
    /// The rule's name.
    pub rule: String,
    /// Ids of the funded projects in order of purchase.
    pub winners: Vec<ProjectId>,
    /// What they cost together, in so'm.
    pub total_cost: Decimal,
    /// What was to be spent, in so'm.
    pub envelope: Decimal,
    /// Counted ballots.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counted: Option<u64>,
    /// What the winners reach together, of a rule that seeks the most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub objective: Option<Decimal>,
    /// Whether other winners would reach as much.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub uniqueness: Option<Uniqueness>,
    /// Every project by index.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub projects: Option<Vec<ProjectReport>>,
    /// The ties in which another tie order could have funded other projects.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ties: Option<Vec<Tie>>,
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
    /// `counted/<contest>.pb`, where ballots are published: the same for other software.
    pub pabulib: Option<Vec<u8>>,
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
    // Whatever order the votes came in, the files must not show it.
    let mut votes = votes.to_vec();
    votes.sort_by_cached_key(|vote| ballot_lines(contest, std::slice::from_ref(vote)));
    let profile = profile(contest, &instance, &votes)?;
    let mut trace = Vec::new();
    let result = contest_result(contest, (&instance, &profile, ties), &mut |step| {
        trace.extend(serde_json::to_vec(&step).unwrap_or_default());
        trace.push(b'\n');
    })?;
    let (shown, explained) = (result.counted.is_some(), result.projects.is_some());
    let lines = match contest.publish {
        Publish::Ballots => ballot_lines(contest, &votes),
        Publish::Totals => totals(contest, &votes),
    };
    Ok(ResultFiles {
        result: json(&result),
        trace: explained.then_some(trace),
        counted: shown.then(|| lines.into_bytes()),
        pabulib: if shown && contest.publish == Publish::Ballots {
            Some(pabulib(contest, &instance, &profile)?)
        } else {
            None
        },
    })
}

/// The result of a contest without its other files. `profile` has one voter for each ballot.
///
/// # Errors
/// As [`result_files`].
pub(crate) fn contest_result(
    contest: &Contest,
    (instance, profile, ties): (&Instance, &Profile, &TieOrder),
    step: &mut dyn FnMut(tally::Step),
) -> Result<ContestResult, TallyError> {
    let outcome = decide(contest, (instance, profile, ties), step)?;
    let counted = profile.voters();
    let shown = counted >= contest.min_counted;
    let explained = shown && explained(contest)?;
    Ok(ContestResult {
        counted: shown.then_some(counted),
        ..result(contest, outcome.report(instance), explained)
    })
}

/// The winners that follow from published totals alone, in order of purchase; `None` for rankings
/// and for rules that look at whole ballots.
///
/// A rule that ranks projects by sums over ballots ranks them alike if there is one ballot per
/// project with the project's sum. `totals` are supporters and points by index.
///
/// # Errors
/// As [`result_files`].
pub fn winners_of_totals(
    contest: &Contest,
    totals: &[(u64, u64)],
    ties: &TieOrder,
) -> Result<Option<Vec<ProjectId>>, TallyError> {
    if !tally_rule(contest)?.info().by_sums {
        return Ok(None);
    }
    let instance = instance(contest)?;
    let kind = tally_kind(contest.ballot.kind);
    let mut ballots = ProfileBuilder::new(kind, &instance);
    for (project, (supporters, points)) in instance.indexes().zip(totals) {
        match kind {
            tally::BallotKind::Ranked => return Ok(None),
            // As many supporters as there are, and points as many in all.
            _ if kind.has_points() => {
                let others = supporters.saturating_sub(1);
                ballots.add_points([(project, 1)], others)?;
                ballots.add_points([(project, points.saturating_sub(others))], 1)?;
            }
            _ => ballots.add_set([project], *supporters)?,
        }
    }
    let outcome = decide(contest, (&instance, &ballots.build(), ties), &mut |_| {})?;
    Ok(Some(outcome.winner_ids(&instance)))
}

/// Who wins under the rule of the contest: the one place from which every result follows.
pub(crate) fn decide(
    contest: &Contest,
    (instance, profile, ties): (&Instance, &Profile, &TieOrder),
    step: &mut dyn FnMut(tally::Step),
) -> Result<tally::Outcome, TallyError> {
    let constraints = Constraints::of(&contest.rule)?.to_tally();
    let election = tally::Election::new(instance, profile, ties)?.under(&constraints);
    tally_rule(contest)?.tally_traced(&election, step)
}

/// The rule that the manifest names; parameters are given as text to the tally.
///
/// # Errors
/// A rule that the tally does not have, or not with these parameters.
pub fn tally_rule(contest: &Contest) -> Result<Rule, TallyError> {
    named_rule(&contest.rule)
}

/// Whether a count may say why: its sums are published anyway, or the ballots themselves are.
///
/// # Errors
/// As [`tally_rule`].
pub fn explained(contest: &Contest) -> Result<bool, TallyError> {
    Ok(contest.publish == Publish::Ballots || tally_rule(contest)?.info().by_sums)
}

/// A rule as a manifest names it, if it can read ballots of the kind: found out before the vote,
/// not after it.
///
/// # Errors
/// As [`tally_rule`]; a rule of points or ranks for ballots without.
pub fn rule_for(rule: &crate::manifest::Rule, kind: BallotKind) -> Result<Rule, TallyError> {
    let named = named_rule(rule)?;
    let nothing = Instance::new(Decimal::from(0), [])?;
    let profile = ProfileBuilder::new(tally_kind(kind), &nothing).build();
    let ties = TieOrder::by_id(&nothing);
    named.tally(&tally::Election::new(&nothing, &profile, &ties)?)?;
    Ok(named)
}

/// Whether the rule of a contest can decide it under its constraints, whatever the votes: found out
/// before the vote, not after it.
///
/// # Errors
/// As [`rule_for`]; constraints that cannot be read, that do not fit the contest, or that the rule
/// cannot honour.
pub fn rule_fits(contest: &Contest) -> Result<(), TallyError> {
    rule_decides(&contest.rule, contest.ballot.kind, contest.envelope, &contest.projects)
}

/// The same of a contest that is no more than its envelope and its projects.
///
/// # Errors
/// As [`rule_fits`].
pub fn rule_decides(
    rule: &crate::manifest::Rule,
    kind: BallotKind,
    envelope: u64,
    projects: &[crate::manifest::Project],
) -> Result<(), TallyError> {
    let named = named_rule(rule)?;
    // Without a vote a minimum would leave no project to look at.
    let constraints = Constraints { min_votes: 0, ..Constraints::of(rule)? }.to_tally();
    let listed = projects.iter().map(|p| (p.id.clone(), Decimal::from(p.cost)));
    let instance = Instance::new(Decimal::from(envelope), listed)?;
    let profile = ProfileBuilder::new(tally_kind(kind), &instance).build();
    let ties = TieOrder::by_id(&instance);
    named.tally(&tally::Election::new(&instance, &profile, &ties)?.under(&constraints)).map(drop)
}

/// A rule as a manifest names it, without its constraints.
///
/// # Errors
/// As [`tally_rule`].
pub fn named_rule(rule: &crate::manifest::Rule) -> Result<Rule, TallyError> {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let own = rule.params.iter().filter(|(name, _)| *name != CONSTRAINTS);
    let params: Vec<(&str, String)> =
        own.map(|(name, value)| (name.as_str(), text(value))).collect();
    let borrowed: Vec<(&str, &str)> =
        params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Rule::from_name(&rule.name, &borrowed)
}

pub(crate) fn profile(
    contest: &Contest,
    instance: &Instance,
    votes: &[Vote],
) -> Result<Profile, TallyError> {
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

/// The counted ballots as a Pabulib file, voters numbered in the order of the lines.
fn pabulib(
    contest: &Contest,
    instance: &Instance,
    profile: &Profile,
) -> Result<Vec<u8>, TallyError> {
    let composer = tally::pb::Composer::new(instance, profile)
        .meta("description", &contest.name)
        .meta("unit", &contest.territory)
        .meta("rule", &contest.rule.name);
    composer.compose().map(String::into_bytes)
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

fn result(contest: &Contest, report: tally::Report, explained: bool) -> ContestResult {
    ContestResult {
        contest: contest.id.clone(),
        rule: report.rule,
        winners: report.winners,
        total_cost: report.total_cost,
        envelope: report.envelope,
        counted: None,
        objective: report.objective.filter(|_| explained),
        uniqueness: report.uniqueness.filter(|_| explained),
        projects: explained.then_some(report.projects),
        ties: explained.then_some(report.ties),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kind: BallotKind) -> Result<Rule, TallyError> {
        let params = serde_json::Map::new();
        rule_for(&crate::manifest::Rule { name: name.to_owned(), params }, kind)
    }

    #[test]
    fn a_manifest_names_every_rule_that_reads_its_ballots() {
        for name in ["greedy_votes", "mes_cost", "mes_card_add1u", "phragmen", "maxwelfare_votes"] {
            assert_eq!(named(name, BallotKind::Approval).map(|rule| rule.name()), Ok(name));
        }
        assert!(named("mes_points", BallotKind::Cumulative).is_ok());
        assert!(named("mes_borda", BallotKind::Ranked).is_ok());
        for name in ["mes_points", "mes_borda"] {
            assert_eq!(named(name, BallotKind::Knapsack), Err(TallyError::NoSuchUtility));
        }
        let unknown = named("by_lot", BallotKind::Approval);
        assert_eq!(unknown, Err(TallyError::UnknownRule("by_lot".to_owned())));
    }
}
