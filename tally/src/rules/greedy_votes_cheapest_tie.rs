//! Equal scores go to the cheaper project.

use super::RuleInfo;
use super::greedy::{Candidate, Misfit, Plan, higher_score_first};
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "greedy_votes_cheapest_tie",
    definition: "As greedy_votes, but of projects with equal scores the cheaper has its turn \
                 first.",
    source: "greedy_votes with the tie rule of cities that prefer the cheaper of equal projects",
    parameters: &[],
    by_sums: true,
};

pub(super) fn run(
    election: &Election<'_>,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let compare = |a: &Candidate, b: &Candidate| higher_score_first(a, b).then(a.cost.cmp(&b.cost));
    Plan { info: &INFO, compare, misfit: Misfit::Skip, threshold: None }.run(election, trace)
}
