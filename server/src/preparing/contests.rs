//! The contests of a manifest, from those of the season and their admitted projects.

use super::{Choices, LANGUAGE, PrepareError};
use serde_json::{Map, Value};
use store::projects::ProjectFilter;
use store::seasons::{self, ResidenceRule, Season};
use store::territories::Level;
use store::{Json, Store};
use voting::manifest::{BallotTerms, Contest, Project, Rule};
use voting::plaintext::BallotKind;
use voting::record::rule_for;
use voting::registrar::RegistrarKey;

/// Where a contest is and what runs for its envelope.
pub(super) struct RunFor {
    /// The place's name.
    pub(super) name: String,
    territory: String,
    projects: Vec<Project>,
}

/// What each contest of a season needs of the store, in the order of the manifest.
pub(super) async fn load(
    store: &Store,
    season: &Season,
    contests: &[seasons::Contest],
) -> Result<Vec<RunFor>, PrepareError> {
    if contests.is_empty() {
        return Err(PrepareError::NoContest);
    }
    let mut runs = Vec::with_capacity(contests.len());
    for contest in contests {
        runs.push(load_one(store, season, contest).await?);
    }
    Ok(runs)
}

async fn load_one(
    store: &Store,
    season: &Season,
    contest: &seasons::Contest,
) -> Result<RunFor, PrepareError> {
    let territory = store.territory(contest.territory).await?;
    let name = territory.names.text(LANGUAGE).to_owned();
    if season.residence == ResidenceRule::Mahalla && territory.kind.level() != Level::Mahalla {
        return Err(PrepareError::NoMahalla { contest: name });
    }
    let found = store.projects(contest.id, &ProjectFilter::default()).await?;
    let projects = found.iter().filter_map(|project| {
        let cost = u64::try_from(project.cost.0).ok()?;
        Some(Project { id: project.key.as_str().to_owned(), cost })
    });
    let projects: Vec<Project> = projects.collect();
    let min = contest.ballot.min;
    match projects.len() {
        0 => Err(PrepareError::NoProject { contest: name }),
        few if i64::try_from(few).is_ok_and(|few| few < min) => {
            Err(PrepareError::FewProjects { contest: name, projects: few, min })
        }
        _ => Ok(RunFor { name, territory: territory.code, projects }),
    }
}

impl RunFor {
    /// The contest as the manifest has it. A ballot never holds more than all projects.
    pub(super) fn contest(
        &self,
        contest: &seasons::Contest,
        registrar: &RegistrarKey,
        choices: &Choices,
    ) -> Result<Contest, PrepareError> {
        let number = |value: i64| u16::try_from(value).unwrap_or(u16::MAX);
        let all = u16::try_from(self.projects.len()).unwrap_or(u16::MAX);
        Ok(Contest {
            id: self.territory.clone(),
            name: self.name.clone(),
            territory: self.territory.clone(),
            envelope: u64::try_from(contest.envelope.0).unwrap_or(0),
            projects: self.projects.clone(),
            ballot: BallotTerms {
                kind: ballot_kind(contest.ballot.kind),
                min: number(contest.ballot.min),
                max: number(contest.ballot.max).min(all),
                max_points: None,
            },
            rsa_spki: registrar.clone(),
            rule: self.rule(contest)?,
            publish: choices.publish,
            min_counted: choices.min_counted,
        })
    }

    fn rule(&self, contest: &seasons::Contest) -> Result<Rule, PrepareError> {
        let (name, params) = (&contest.rule, &contest.rule_params);
        let rule = rule(name, params, contest.min_votes, contest.ballot.kind);
        rule.map_err(|reason| PrepareError::Rule { contest: self.name.clone(), reason })
    }
}

/// The rule of a contest as its manifest has it; else why the tally cannot follow it. Minimum votes
/// are a rule of their own there.
pub(crate) fn rule(
    name: &str,
    params: &Json,
    min_votes: i64,
    kind: seasons::BallotKind,
) -> Result<Rule, String> {
    let mut params = match &params.0 {
        Value::Object(params) => params.clone(),
        Value::Null => Map::new(),
        _ => return Err("its parameters are no object".to_owned()),
    };
    let name = match (name, min_votes) {
        (name, 0) => name,
        ("greedy_votes" | "greedy_votes_threshold", votes) => {
            params.insert("threshold".to_owned(), votes.into());
            "greedy_votes_threshold"
        }
        // The tally says below that it has none of this name.
        (name, _) if tally::Rule::all().iter().all(|rule| rule.name != name) => name,
        (name, _) => return Err(format!("{name} knows no minimum of votes")),
    };
    let rule = Rule { name: name.to_owned(), params };
    match rule_for(&rule, ballot_kind(kind)) {
        Ok(_) => Ok(rule),
        Err(error) => Err(error.to_string()),
    }
}

const fn ballot_kind(kind: seasons::BallotKind) -> BallotKind {
    match kind {
        seasons::BallotKind::ChooseOne => BallotKind::ChooseOne,
        seasons::BallotKind::Approval => BallotKind::Approval,
        seasons::BallotKind::Knapsack => BallotKind::Knapsack,
    }
}
