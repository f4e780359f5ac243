//! The rule of cities that never pass over a project.

use super::RuleInfo;
use super::greedy::{Misfit, Plan, higher_score_first};
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "greedy_votes_noskip",
    definition: "Projects have their turn from the highest score to the lowest; each is funded \
                 if its cost fits into what is left, and the first that does not fit ends it.",
    source: "Used by Wroclaw (2015 to 2017) and Gdynia, there called greedy-no-skip; Faliszewski \
             et al., Participatory Budgeting: Data, Tools, and Analysis, arXiv 2305.11035",
    parameters: &[],
    by_sums: true,
};

pub(super) fn run(
    election: &Election<'_>,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let compare = higher_score_first;
    Plan { info: &INFO, compare, misfit: Misfit::Stop, threshold: None }.run(election, trace)
}
