//! Another rule beside the first, for programs and for people.

use serde::Serialize;
use tally::analysis::Shift;
use tally::pb::FileElection;
use tally::{Comparison, Decimal, Outcome, ProjectId, TallyError};

use super::analysis::{AnalysisReport, whole};
use super::sentences::{grouped, list};
use super::table::{Align, printable, table, wrap};

#[derive(Serialize)]
pub(crate) struct ComparisonReport {
    rule: String,
    winners: Vec<ProjectId>,
    total_cost: Decimal,
    #[serde(flatten)]
    comparison: Comparison,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<AnalysisReport>,
}

impl ComparisonReport {
    pub(crate) fn of(
        file: &FileElection,
        first: &Outcome,
        other: &Outcome,
        analysis: Option<AnalysisReport>,
    ) -> Result<Self, TallyError> {
        let (instance, profile) = (&file.instance, &file.profile);
        Ok(Self {
            rule: other.rule.to_owned(),
            winners: other.winner_ids(instance),
            total_cost: instance.amount(other.total_cost),
            comparison: Comparison::of(instance, profile, &first.winners, &other.winners)?,
            analysis,
        })
    }

    /// For people.
    pub(crate) fn text(&self) -> String {
        let Comparison { gained, lost, by_projects, by_money } = &self.comparison;
        let mut text = format!(
            "\n{} instead: {} funded for {}\n",
            self.rule,
            self.winners.len(),
            grouped(self.total_cost)
        );
        for (word, projects) in [("gained", gained), ("lost", lost)] {
            let line = format!("{word}: {}", printable(&list(projects), 10_000));
            text.extend(wrap(&line, 96).into_iter().map(|line| format!("  {line}\n")));
        }
        let row = |name: &str, shift: &Shift| {
            let Shift { better, worse, equal } = *shift;
            vec![name.to_owned(), whole(better), whole(worse), whole(equal)]
        };
        let header = [
            ("voters", Align::Left),
            ("better off", Align::Right),
            ("worse off", Align::Right),
            ("equal", Align::Right),
        ];
        let rows = [row("by projects", by_projects), row("by money", by_money)];
        text += &format!("\n{}", table(&header, &rows));
        if let Some(analysis) = &self.analysis {
            text += &analysis.text();
        }
        text
    }
}
