//! The figures of a comparison, ready to be set into a page.

use serde::Serialize;
use tally::{Analysis, Fraction, ProjectId};
use voting::verify::WhatIf;

/// The published result and what another rule would give. Amounts and numbers with decimals are
/// strings.
#[derive(Debug, Serialize)]
pub(crate) struct Shown<'a> {
    /// Ids of the projects that the other rule would fund, in order of purchase.
    winners: &'a [ProjectId],
    /// How many projects it would fund that are not funded.
    gained: usize,
    /// How many it would not fund that are.
    lost: usize,
    /// Voters who would get more of the projects they chose, fewer, as many.
    better: u64,
    worse: u64,
    equal: u64,
    published: Figures,
    other: Figures,
}

/// What an outcome means.
#[derive(Debug, Serialize)]
struct Figures {
    /// Funded projects.
    projects: usize,
    /// So'm given out.
    spent: String,
    /// So'm left over.
    left: String,
    /// Per cent of voters who chose at least one funded project, to one decimal.
    served: String,
    /// Funded projects that a voter chose: mean, to one decimal.
    mean: String,
    /// How unevenly money lies among voters: Gini coefficient, to two decimals.
    gini: String,
}

impl<'a> Shown<'a> {
    pub(crate) fn of(what_if: &'a WhatIf) -> Self {
        let WhatIf { winners, comparison, published, other, .. } = what_if;
        let (gained, lost) = (comparison.gained.len(), comparison.lost.len());
        // Whoever lost and gained as many projects leaves the number of the published ones.
        let before = (winners.len() + lost).saturating_sub(gained);
        let shift = comparison.by_projects;
        Self {
            winners,
            gained,
            lost,
            better: shift.better,
            worse: shift.worse,
            equal: shift.equal,
            published: Figures::of(published, before),
            other: Figures::of(other, winners.len()),
        }
    }
}

impl Figures {
    fn of(analysis: &Analysis, projects: usize) -> Self {
        let per_mille =
            u128::from(analysis.represented) * 1_000 / u128::from(analysis.voters.max(1));
        Self {
            projects,
            spent: analysis.spent.to_string(),
            left: analysis.leftover.to_string(),
            served: format!("{}.{}", per_mille / 10, per_mille % 10),
            mean: decimals(&analysis.projects.mean, 1),
            gini: decimals(&analysis.money.gini, 2),
        }
    }
}

/// Rounded down, as all figures of the platform are.
fn decimals(value: &Fraction, places: u8) -> String {
    value.rounded_down(places).map_or_else(String::new, |value| value.to_string())
}
