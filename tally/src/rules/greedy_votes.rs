//! The rule of most cities.

use std::cmp::Ordering;

use super::RuleInfo;
use super::account::Account;
use super::greedy::{Candidate, Misfit, Plan, higher_score_first};
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "greedy_votes",
    definition: "Projects have their turn from the highest score to the lowest; each is funded \
                 if its cost fits into what is left, else it is skipped.",
    source: "Used by most cities; Talmon and Faliszewski, A Framework for Approval-Based \
             Budgeting Methods, AAAI 2019",
    parameters: &[],
    by_sums: true,
};

const PLAN: Plan<fn(&Candidate, &Candidate) -> Ordering> =
    Plan { info: &INFO, compare: higher_score_first, misfit: Misfit::Skip, threshold: None };

pub(super) fn run(
    election: &Election<'_>,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    PLAN.run(election, trace)
}

/// Gives what another rule has left to the projects of which it has not decided.
pub(super) fn spend(account: &mut Account<'_, '_>) {
    PLAN.spend(account);
}
