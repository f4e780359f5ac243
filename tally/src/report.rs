//! An outcome for publication: ids and decimal amounts in place of indexes and units.

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::instance::{Instance, ProjectId};
use crate::outcome::{Outcome, Reason, Tie, Uniqueness, Verdict};

/// What a record publishes about one tally; the server writes it and an auditor compares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The rule's name.
    pub rule: String,
    /// The funded projects in order of purchase.
    pub winners: Vec<ProjectId>,
    /// What they cost together.
    pub total_cost: Decimal,
    /// The money that was to be spent.
    pub envelope: Decimal,
    /// What the winners reach together, where the rule seeks the most of something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Decimal>,
    /// Whether other winners would reach as much, where the rule seeks the most of something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uniqueness: Option<Uniqueness>,
    /// Every project, in instance order.
    pub projects: Vec<ProjectReport>,
    /// The ties in which another tie order could have funded other projects.
    pub ties: Vec<Tie>,
}

/// What a record publishes about one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectReport {
    /// Its id.
    pub id: ProjectId,
    /// Its cost.
    pub cost: Decimal,
    /// What the rule ranked it by.
    pub score: Decimal,
    /// Voters who supported it.
    pub supporters: u64,
    /// Whether it gets its money.
    pub funded: bool,
    /// Why.
    pub reason: Reason,
}

impl Outcome {
    /// The outcome for publication.
    #[must_use]
    pub fn report(&self, instance: &Instance) -> Report {
        let project = |verdict: &Verdict| ProjectReport {
            id: instance.project(verdict.project).id.clone(),
            cost: instance.amount(instance.cost(verdict.project)),
            score: verdict.score,
            supporters: verdict.supporters,
            funded: verdict.funded(),
            reason: verdict.reason.clone(),
        };
        Report {
            rule: self.rule.to_owned(),
            winners: self.winner_ids(instance),
            total_cost: instance.amount(self.total_cost),
            envelope: instance.amount(instance.envelope()),
            objective: self.objective,
            uniqueness: self.uniqueness.clone(),
            projects: self.verdicts.iter().map(project).collect(),
            ties: self.ties.clone(),
        }
    }
}
