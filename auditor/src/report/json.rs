//! The outcome as JSON. Amounts are decimal strings, so that no reader rounds them.

use serde::Serialize;
use tally::{Decimal, Instance, Outcome, ProjectId, Reason, Tie, Verdict};

use super::sentences::sentence;

#[derive(Serialize)]
pub(crate) struct JsonReport {
    rule: &'static str,
    winners: Vec<ProjectId>,
    total_cost: Decimal,
    envelope: Decimal,
    projects: Vec<JsonProject>,
    ties: Vec<Tie>,
}

#[derive(Serialize)]
struct JsonProject {
    id: ProjectId,
    cost: Decimal,
    score: Decimal,
    supporters: u64,
    funded: bool,
    reason: Reason,
    sentence: String,
}

impl JsonReport {
    pub(crate) fn of(instance: &Instance, outcome: &Outcome) -> Self {
        let project = |verdict: &Verdict| {
            let project = instance.project(verdict.project);
            JsonProject {
                id: project.id.clone(),
                cost: instance.amount(project.cost),
                score: verdict.score,
                supporters: verdict.supporters,
                funded: verdict.funded(),
                reason: verdict.reason.clone(),
                sentence: sentence(&verdict.reason),
            }
        };
        Self {
            rule: outcome.rule,
            winners: outcome.winner_ids(instance),
            total_cost: instance.amount(outcome.total_cost),
            envelope: instance.amount(instance.envelope()),
            projects: outcome.verdicts.iter().map(project).collect(),
            ties: outcome.ties.clone(),
        }
    }
}
