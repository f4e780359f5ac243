//! The Method of Equal Shares.
//!
//! Voters get equal shares of the envelope. Each round, a project whose supporters still hold its
//! cost has the price rho per utility at which they just pay it, everyone at most what they have
//! left; the project of least rho is bought (Peters, Pierczynski and Skowron, Proportional
//! Participatory Budgeting with Additive Utilities, NeurIPS 2021). Here a utility is a factor of
//! the project times the voter's worth, and prices are per unit of worth until they are compared.

mod completion;
mod explanation;
mod keys;
mod offer;
mod run;
mod scale;
mod utility;

pub use completion::Completion;
pub(super) use keys::infos;
pub use utility::Utility;

use self::explanation::Explanation;
use self::run::Run;
use self::scale::Scale;
use super::account::Account;
use super::backers::Backers;
use super::greedy_votes;
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::scores::Scores;
use crate::trace::Step;

/// One variant of Equal Shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EqualShares {
    /// What a project is worth to its supporters.
    pub utility: Utility,
    /// How shares are raised.
    pub completion: Completion,
    /// Whether what is left is given by greedy_votes.
    pub then_greedy: bool,
}

/// The finest grid: purses fit 64 bits, and bounds are as sharp as double precision.
const FINEST: u32 = 58;

impl EqualShares {
    pub(super) fn run(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
    ) -> Result<Outcome, TallyError> {
        self.run_on_grid(election, trace, FINEST)
    }

    /// Whatever the grid, the outcome is the same: a coarse one only decides less by bounds.
    fn run_on_grid(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
        finest: u32,
    ) -> Result<Outcome, TallyError> {
        let info = self.info();
        let scores = Scores::of(election.profile)?;
        let backers = Backers::of(election, self.utility)?;
        let costs = election.instance.projects().iter().map(|project| project.cost);
        let factors = costs.map(|cost| self.utility.factor(cost));
        let scale = Scale::new(backers.most_worth, factors.max().unwrap_or(1), finest);
        let settled = self.completion.settle(&backers, scale)?;
        let mut account = Account::open(info.name, election, &scores, trace);
        let run = Run::start(&backers, scale, settled.endowment);
        Explanation { account: &mut account, run }.tell(settled.steps, self.then_greedy);
        if self.then_greedy {
            greedy_votes::spend(&mut account);
        }
        Ok(account.finish(info.name))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::decimal::Decimal;
    use crate::instance::{Instance, ProjectIndex};
    use crate::profile::{BallotKind, ProfileBuilder};
    use crate::ties::TieOrder;

    fn outcome(costs: &[u64], ballots: &[Vec<u64>], variant: EqualShares, finest: u32) -> Outcome {
        let projects = ('a'..).map(String::from).zip(costs.iter().map(|cost| (*cost).into()));
        let instance =
            Instance::new(Decimal::from(costs.iter().sum::<u64>() / 2), projects).unwrap();
        let mut builder = ProfileBuilder::new(BallotKind::Score, &instance);
        let all: Vec<ProjectIndex> = instance.indexes().collect();
        for ballot in ballots {
            builder.add_points(all.iter().copied().zip(ballot.iter().copied()), 1).unwrap();
        }
        let (profile, ties) = (builder.build(), TieOrder::by_id(&instance));
        let election = Election::new(&instance, &profile, &ties).unwrap();
        variant.run_on_grid(&election, &mut |_| {}, finest).unwrap()
    }

    proptest! {
        /// On a grid of one grain no bound decides anything: all of it falls to exact numbers.
        #[test]
        fn a_grid_that_decides_nothing_gives_the_same_outcome(
            costs in prop::collection::vec(1_u64..50, 8),
            ballots in prop::collection::vec(prop::collection::vec(0_u64..4, 8), 1..40),
        ) {
            for utility in [Utility::Cost, Utility::Cardinality, Utility::PointsCost] {
                let (completion, then_greedy) = (Completion::Add1, true);
                let variant = EqualShares { utility, completion, then_greedy };
                let fine = outcome(&costs, &ballots, variant, FINEST);
                for finest in [0, 1, 7] {
                    prop_assert_eq!(&outcome(&costs, &ballots, variant, finest), &fine);
                }
            }
        }
    }
}
