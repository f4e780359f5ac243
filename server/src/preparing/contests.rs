//! The contests of a manifest, from those of the season and their admitted projects.

use super::constraints::{About, constraints};
use super::{Choices, LANGUAGE, PrepareError};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::projects::ProjectFilter;
use store::seasons::{self, ResidenceRule, Season};
use store::territories::Level;
use store::{Json, Store, StoreError};
use voting::manifest::{BallotTerms, Contest, Project, Rule};
use voting::plaintext::BallotKind;
use voting::record::{rule_decides, rule_fits, rule_for};
use voting::registrar::RegistrarKey;

/// Where a contest is and what runs for its envelope.
pub(super) struct RunFor {
    /// The place's name.
    pub(super) name: String,
    territory: String,
    projects: Vec<Project>,
    /// What bounds ask about each.
    about: Vec<About>,
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
    let (projects, about) = listed(store, contest).await?;
    let min = contest.ballot.min;
    match projects.len() {
        0 => Err(PrepareError::NoProject { contest: name }),
        few if i64::try_from(few).is_ok_and(|few| few < min) => {
            Err(PrepareError::FewProjects { contest: name, projects: few, min })
        }
        _ => Ok(RunFor { name, territory: territory.code, projects, about }),
    }
}

/// The projects of a contest that run, and what bounds ask about each.
async fn listed(
    store: &Store,
    contest: &seasons::Contest,
) -> Result<(Vec<Project>, Vec<About>), StoreError> {
    let found = store.projects(contest.id, &ProjectFilter::default()).await?;
    // By id: a mahalla may have moved to another district since its project was admitted.
    let mut mahallas = HashMap::new();
    for id in found.iter().filter_map(|project| project.mahalla) {
        if let Entry::Vacant(place) = mahallas.entry(id) {
            place.insert(store.territory(id).await?);
        }
    }
    let projects = found.iter().filter_map(|project| {
        let cost = u64::try_from(project.cost.0).ok()?;
        let mahalla = project.mahalla.and_then(|id| mahallas.get(&id).cloned());
        let about = About { category: project.category, mahalla };
        Some((Project { id: project.key.as_str().to_owned(), cost }, about))
    });
    Ok(projects.unzip())
}

/// Whether a contest could be decided as it says, with the projects that run for it now; else why
/// not.
///
/// # Errors
/// What the database said.
pub(crate) async fn check_rules(
    store: &Store,
    contest: &seasons::Contest,
) -> Result<Result<(), String>, StoreError> {
    let (projects, about) = listed(store, contest).await?;
    let (name, territory) = (String::new(), String::new());
    let run = RunFor { name, territory, projects, about };
    let Some(envelope) = u64::try_from(contest.envelope.0).ok() else { return Ok(Ok(())) };
    Ok(run.rule(contest).and_then(|rule| {
        let kind = ballot_kind(contest.ballot.kind);
        rule_decides(&rule, kind, envelope, &run.projects).map_err(|error| error.to_string())
    }))
}

impl RunFor {
    /// The contest as the manifest has it. A ballot never holds more than all projects.
    pub(super) fn contest(
        &self,
        contest: &seasons::Contest,
        registrar: &RegistrarKey,
        choices: &Choices,
    ) -> Result<Contest, PrepareError> {
        let refused = |reason| PrepareError::Rule { contest: self.name.clone(), reason };
        let number = |value: i64| u16::try_from(value).unwrap_or(u16::MAX);
        let all = u16::try_from(self.projects.len()).unwrap_or(u16::MAX);
        let contest = Contest {
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
            rule: self.rule(contest).map_err(refused)?,
            publish: choices.publish,
            min_counted: choices.min_counted,
        };
        rule_fits(&contest).map_err(|error| refused(error.to_string()))?;
        Ok(contest)
    }

    /// The rule with what the contest asks beyond the envelope.
    fn rule(&self, contest: &seasons::Contest) -> Result<Rule, String> {
        let mut rule = rule(&contest.rule, &contest.rule_params, contest.ballot.kind)?;
        let ids = self.projects.iter().map(|project| project.id.as_str());
        let listed: Vec<_> = ids.zip(&self.about).collect();
        constraints(contest, &listed).put_into(&mut rule);
        Ok(rule)
    }
}

/// The rule of a contest as its manifest has it; else why the tally cannot follow it.
pub(crate) fn rule(name: &str, params: &Json, kind: seasons::BallotKind) -> Result<Rule, String> {
    let params = match &params.0 {
        Value::Object(params) => params.clone(),
        Value::Null => Map::new(),
        _ => return Err("its parameters are no object".to_owned()),
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
