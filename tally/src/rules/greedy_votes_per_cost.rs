//! The most support for the money.

use std::cmp::Ordering;

use super::RuleInfo;
use super::greedy::{Candidate, Misfit, Plan};
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;
use crate::wide::compare_products;

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "greedy_votes_per_cost",
    definition: "Projects have their turn from the highest score per unit of cost to the lowest; \
                 each is funded if its cost fits into what is left, else it is skipped.",
    source: "Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, AAAI 2019 \
             (score over cost); Dantzig, Discrete-Variable Extremum Problems, 1957",
    parameters: &[],
    by_sums: true,
};

pub(super) fn run(
    election: &Election<'_>,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let compare = higher_density_first;
    Plan { info: &INFO, compare, misfit: Misfit::Skip, threshold: None }.run(election, trace)
}

/// `a.score / a.cost` against `b.score / b.cost` by cross-multiplication, the higher first.
///
/// Costless projects with support come before all others and tie; projects without support
/// have density 0 whatever they cost.
fn higher_density_first(a: &Candidate, b: &Candidate) -> Ordering {
    let boundless = |candidate: &Candidate| candidate.score > 0 && candidate.cost.units() == 0;
    match (boundless(a), boundless(b)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        // A costless project here has no support: 0/1 keeps it equal to 0/cost.
        (false, false) => {
            let cost = |candidate: &Candidate| candidate.cost.units().max(1);
            compare_products(b.score, cost(a), a.score, cost(b))
        }
    }
}
