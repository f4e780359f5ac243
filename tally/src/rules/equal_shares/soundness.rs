//! What a run says of runs with more money, against these runs.

use proptest::prelude::*;

use super::reach::Reach;
use super::run::Run;
use super::scale::Scale;
use super::sides::Sides;
use super::{FINEST, Utility};
use crate::decimal::Decimal;
use crate::election::Election;
use crate::instance::{Instance, ProjectIndex};
use crate::profile::{BallotKind, Profile, ProfileBuilder};
use crate::rules::backers::Backers;
use crate::rules::ledger::Endowment;
use crate::ties::TieOrder;

fn made(costs: &[u64], ballots: &[Vec<u64>]) -> (Instance, Profile) {
    let projects = ('a'..).map(String::from).zip(costs.iter().map(|cost| (*cost).into()));
    let envelope = Decimal::from(costs.iter().sum::<u64>());
    let instance = Instance::new(envelope, projects).unwrap();
    let mut builder = ProfileBuilder::new(BallotKind::Score, &instance);
    for ballot in ballots {
        builder.add_points(instance.indexes().zip(ballot.iter().copied()), 1).unwrap();
    }
    (instance, builder.build())
}

fn scale(backers: &Backers<'_>, finest: u32) -> Scale {
    let costs = backers.election.instance.projects().iter().map(|project| project.cost);
    let factor = costs.map(|cost| backers.utility.factor(cost)).max();
    Scale::new(backers.most_worth, factor.unwrap(), finest)
}

/// What is bought, in this order, and up to how many grains more for everyone it stays so.
fn bought(backers: &Backers<'_>, scale: Scale, endowment: Endowment) -> (Vec<ProjectIndex>, u64) {
    let mut run = Run::start(backers, scale, endowment, Sides::of(backers));
    let mut reach = Reach::start(&run, scale.full() / 2);
    let mut order = Vec::new();
    while let Some(purchase) = run.buy_noting(Some(&mut reach)) {
        order.push(purchase.project);
    }
    (order, reach.finish(&run))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, ..ProptestConfig::default() })]

    /// On a coarse grid one grain is much: whoever is a grain too bold says too much here.
    #[test]
    fn with_as_much_more_as_is_certain_the_same_is_bought(
        costs in prop::collection::vec(1_u64..30, 5),
        ballots in prop::collection::vec(prop::collection::vec(0_u64..4, 5), 1..7),
        share in 1_u64..24,
        finest in 3_u32..9,
    ) {
        let (instance, profile) = made(&costs, &ballots);
        let ties = TieOrder::by_id(&instance);
        let election = Election::new(&instance, &profile, &ties).unwrap();
        for utility in [Utility::Cost, Utility::Cardinality, Utility::Points] {
            let backers = Backers::of(&election, utility).unwrap();
            let coarse = scale(&backers, finest);
            let endowment = Endowment { numerator: u128::from(share), denominator: 2 };
            let (order, grains) = bought(&backers, coarse, endowment);
            for more in [1, grains / 2, grains].into_iter().filter(|more| *more <= grains) {
                let full = u128::from(coarse.full());
                let numerator = u128::from(share) * (full + u128::from(more));
                let endowment = Endowment { numerator, denominator: 2 * coarse.full() };
                let (other, _) = bought(&backers, scale(&backers, FINEST), endowment);
                prop_assert_eq!(&other, &order, "{} of {} grains more", more, coarse.full());
            }
        }
    }
}
