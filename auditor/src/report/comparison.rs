//! Another outcome beside the first, for programs and for people.

use serde::Serialize;
use tally::analysis::Shift;
use tally::pb::FileElection;
use tally::{Comparison, Decimal, Money, ProjectId, ProjectIndex, TallyError};

use super::analysis::{AnalysisReport, whole};
use super::sentences::{grouped, list};
use super::table::{Align, printable, table, wrap};

/// What another rule, or the city, would fund.
pub(crate) struct Alternative {
    /// The rule's name, or `selected`.
    pub(crate) name: &'static str,
    /// In order of purchase, where there is one.
    pub(crate) winners: Vec<ProjectIndex>,
}

#[derive(Serialize)]
pub(crate) struct ComparisonReport {
    rule: &'static str,
    winners: Vec<ProjectId>,
    total_cost: Decimal,
    /// By how much a city's own decision exceeds the envelope, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    excess: Option<Decimal>,
    #[serde(flatten)]
    comparison: Comparison,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<AnalysisReport>,
}

impl Alternative {
    /// What it costs together; more than the envelope where a city had other money, too.
    pub(crate) fn cost(&self, file: &FileElection) -> Money {
        let costs = self.winners.iter().map(|winner| file.instance.cost(*winner));
        costs.fold(Money::default(), Money::plus)
    }
}

impl ComparisonReport {
    pub(crate) fn of(
        file: &FileElection,
        first: &[ProjectIndex],
        other: &Alternative,
        analysis: Option<AnalysisReport>,
    ) -> Result<Self, TallyError> {
        let (instance, profile) = (&file.instance, &file.profile);
        let id = |winner: &ProjectIndex| instance.project(*winner).id.clone();
        let total = other.cost(file);
        let excess = total.after(instance.envelope()).filter(|more| *more > Money::default());
        Ok(Self {
            rule: other.name,
            winners: other.winners.iter().map(id).collect(),
            total_cost: instance.amount(total),
            excess: excess.map(|excess| instance.amount(excess)),
            comparison: Comparison::of(instance, profile, first, &other.winners)?,
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
        if let Some(excess) = self.excess {
            text += &format!("  {} more than the envelope\n", grouped(excess));
        }
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
