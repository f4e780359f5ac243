//! The rule of most cities.

use super::RuleInfo;
use super::greedy::{Misfit, Plan, higher_score_first};
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
};

pub(super) fn run(
    election: &Election<'_>,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let compare = higher_score_first;
    Plan { info: &INFO, compare, misfit: Misfit::Skip, threshold: None }.run(election, trace)
}
