//! The Method of Equal Shares.
//!
//! Voters get equal shares of the envelope. Each round, a project whose supporters still hold its
//! cost has the price rho per utility at which they just pay it, everyone at most what they have
//! left; the project of least rho is bought (Peters, Pierczynski and Skowron, Proportional
//! Participatory Budgeting with Additive Utilities, NeurIPS 2021). Here a utility is a factor of
//! the project times the voter's worth, and prices are per unit of worth until they are compared.

mod ahead;
mod books;
mod completion;
mod explanation;
mod keys;
mod offer;
mod prefix;
mod reach;
mod run;
mod scale;
mod sides;
mod slope;
mod utility;

pub use completion::Completion;
pub(super) use completion::MOST_RUNS;
pub(super) use keys::infos;
pub use utility::Utility;

use self::explanation::Explanation;
use self::run::Run;
use self::scale::Scale;
use self::sides::Sides;
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
/// After so many runs of a completion, each looks how many more would buy the same.
const LOOKS_AHEAD: u32 = 16;

impl EqualShares {
    pub(super) fn run(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
    ) -> Result<Outcome, TallyError> {
        self.run_on_grid(election, trace, FINEST, LOOKS_AHEAD)
    }

    /// Whatever the grid, the outcome is the same: a coarse one only decides less by bounds. And
    /// whether runs that would buy the same are left out or not.
    fn run_on_grid(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
        finest: u32,
        looks_ahead: u32,
    ) -> Result<Outcome, TallyError> {
        let info = self.info();
        let scores = Scores::of(election.profile)?;
        let backers = Backers::of(election, self.utility)?;
        let costs = election.instance.projects().iter().map(|project| project.cost);
        let factors = costs.map(|cost| self.utility.factor(cost));
        let scale = Scale::new(backers.most_worth, factors.max().unwrap_or(1), finest);
        let settled = self.completion.settle(&backers, scale, looks_ahead)?;
        let mut account = Account::open(info.name, election, &scores, trace);
        let run = Run::start(&backers, scale, settled.endowment, settled.sides);
        Explanation { account: &mut account, run }.tell(settled.steps, self.then_greedy);
        for endowment in settled.tied {
            let run = Run::start(&backers, scale, endowment, Sides::of(&backers));
            Explanation { account: &mut account, run }.tell_ties();
        }
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

    /// The outcome, and how many steps its completion took.
    fn outcome(
        costs: &[u64],
        ballots: &[Vec<u64>],
        variant: EqualShares,
        finest: u32,
        looks_ahead: u32,
    ) -> (Outcome, u64) {
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
        let mut taken = 0;
        let mut trace = |step| {
            if let Step::Shares { steps, .. } = step {
                taken = steps;
            }
        };
        let outcome = variant.run_on_grid(&election, &mut trace, finest, looks_ahead).unwrap();
        (outcome, taken)
    }

    /// Equal wherever they are not bought, two projects of the same supporters end no look: with a
    /// run for each step this would not end.
    #[test]
    fn projects_of_the_same_supporters_do_not_hinder_looking_ahead() {
        let costs = [120_000_000, 120_000_000, 40_000_000, 45_000_000, 245_000_000];
        let groups = [
            (3, [0, 0, 1, 0, 0]),
            (2, [0, 0, 0, 0, 1]),
            (3, [0, 0, 1, 1, 0]),
            (7, [1, 1, 0, 0, 0]),
            (1, [0, 0, 0, 1, 0]),
            (4, [1, 1, 1, 0, 1]),
            (1, [0, 0, 1, 1, 1]),
            (1, [0, 0, 1, 0, 1]),
            (2, [0, 0, 0, 1, 1]),
            (1, [1, 1, 1, 1, 0]),
        ];
        let ballots: Vec<Vec<u64>> =
            groups.iter().flat_map(|(voters, ballot)| vec![ballot.to_vec(); *voters]).collect();
        let (utility, completion) = (Utility::Cardinality, Completion::CityAdd1);
        let variant = EqualShares { utility, completion, then_greedy: false };
        let (_, steps) = outcome(&costs, &ballots, variant, FINEST, LOOKS_AHEAD);
        assert!(steps > u64::from(MOST_RUNS), "{steps}");
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
                let fine = outcome(&costs, &ballots, variant, FINEST, LOOKS_AHEAD);
                for finest in [0, 1, 7] {
                    let coarse = outcome(&costs, &ballots, variant, finest, LOOKS_AHEAD);
                    prop_assert_eq!(&coarse, &fine);
                }
            }
        }

        /// Steps that are said to buy the same are left out; running them changes nothing.
        #[test]
        fn steps_left_out_would_have_bought_the_same(
            mut costs in prop::collection::vec(0_u64..3_000, 7),
            mut ballots in prop::collection::vec(prop::collection::vec(0_u64..4, 7), 1..12),
            twins: bool,
        ) {
            if twins {
                costs[4] = costs[2];
                ballots.iter_mut().for_each(|ballot| ballot[4] = ballot[2]);
            }
            for utility in [Utility::Cost, Utility::Cardinality, Utility::Points, Utility::PointsCost] {
                for completion in [Completion::Add1, Completion::EsnetAdd1, Completion::CityAdd1] {
                    let variant = EqualShares { utility, completion, then_greedy: false };
                    let all = outcome(&costs, &ballots, variant, FINEST, u32::MAX);
                    prop_assert_eq!(&outcome(&costs, &ballots, variant, FINEST, 0), &all);
                    prop_assert_eq!(&outcome(&costs, &ballots, variant, 12, 0), &all);
                }
            }
        }
    }
}
