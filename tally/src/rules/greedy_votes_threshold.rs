//! The rule of cities with a minimum number of votes.

use super::RuleInfo;
use super::greedy::{Misfit, Plan, higher_score_first};
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "greedy_votes_threshold",
    definition: "As greedy_votes, but only projects whose score is at least the threshold take \
                 part.",
    source: "Used by Warszawa, Lodz, Katowice and Czestochowa, there called greedy-threshold; \
             Faliszewski et al., arXiv 2305.11035; minimum votes of the Initiative Budget",
    parameters: &["threshold"],
    by_sums: true,
};

pub(super) fn run(
    election: &Election<'_>,
    threshold: Decimal,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let (compare, threshold) = (higher_score_first, Some(threshold));
    Plan { info: &INFO, compare, misfit: Misfit::Skip, threshold }.run(election, trace)
}
