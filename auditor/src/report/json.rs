//! The outcome as JSON: the published report with a sentence per project.

use serde::Serialize;
use tally::{Constraints, Decimal, Instance, Outcome, ProjectId, ProjectReport, Tie, Uniqueness};

use super::analysis::AnalysisReport;
use super::comparison::ComparisonReport;
use super::sentences::sentence;

#[derive(Serialize)]
pub(crate) struct JsonReport {
    rule: String,
    winners: Vec<ProjectId>,
    total_cost: Decimal,
    envelope: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    objective: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uniqueness: Option<Uniqueness>,
    projects: Vec<JsonProject>,
    ties: Vec<Tie>,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<AnalysisReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonReport>,
}

#[derive(Serialize)]
struct JsonProject {
    #[serde(flatten)]
    project: ProjectReport,
    /// The part of the envelope for which it competed.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    sentence: String,
}

impl JsonReport {
    pub(crate) fn of(
        instance: &Instance,
        outcome: &Outcome,
        constraints: &Constraints,
        analysis: Option<AnalysisReport>,
        comparison: Option<ComparisonReport>,
    ) -> Self {
        let report = outcome.report(instance);
        let worded = |project: ProjectReport| {
            let part = constraints.part_of(&project.id);
            let sentence = sentence(&project.reason, part);
            JsonProject { part: part.map(|part| part.name.clone()), project, sentence }
        };
        Self {
            rule: report.rule,
            winners: report.winners,
            total_cost: report.total_cost,
            envelope: report.envelope,
            objective: report.objective,
            uniqueness: report.uniqueness,
            projects: report.projects.into_iter().map(worded).collect(),
            ties: report.ties,
            analysis,
            comparison,
        }
    }
}
