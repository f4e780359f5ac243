//! What a run says of runs with more money, against these runs.

use num_bigint::BigInt;
use proptest::prelude::*;

use super::Reach;
use crate::decimal::Decimal;
use crate::election::Election;
use crate::instance::{Instance, ProjectIndex};
use crate::profile::{BallotKind, Profile, ProfileBuilder};
use crate::rules::backers::Backers;
use crate::rules::equal_shares::run::Run;
use crate::rules::equal_shares::scale::Scale;
use crate::rules::equal_shares::sides::Sides;
use crate::rules::equal_shares::slope::{FINE_BITS, Slope};
use crate::rules::equal_shares::{FINEST, Utility};
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

/// One run, and what it says of others.
struct Told {
    order: Vec<ProjectIndex>,
    /// By group: what a voter has left, as a fraction in the currency.
    money: Vec<(BigInt, BigInt)>,
    /// By group: how that grows with each grain.
    slopes: Vec<Slope>,
    /// Up to how many grains.
    grains: u64,
}

fn told(backers: &Backers<'_>, scale: Scale, endowment: Endowment) -> Told {
    let mut run = Run::start(backers, scale, endowment, Sides::of(backers));
    let mut reach = Reach::start(&run, scale.full() / 2);
    let mut order = Vec::new();
    while let Some(purchase) = run.buy_noting(Some(&mut reach)) {
        order.push(purchase.project);
    }
    run.write_up();
    let left = |group| -run.ledger.due(0, &run.holdings_of_one(group));
    let groups = 0..backers.weights.len() as u32;
    let money = groups.map(|group| (left(group), run.ledger.denominator().clone().into()));
    let (money, slopes) = (money.collect(), reach.purses.clone());
    Told { order, money, slopes, grains: reach.finish(&run) }
}

impl Told {
    /// Whether each purse has changed as was said when everybody has so many grains more.
    fn tells(&self, more: u64, other: &Self, share: u64, full: u64) -> bool {
        let both = self.money.iter().zip(&other.money).zip(&self.slopes);
        both.into_iter().all(|(((before, below), (after, above)), slope)| {
            // A grain is `share / 2 / full`.
            let change = ((after * below - before * above) * 2 * full) << FINE_BITS;
            let one = below * above * share * more;
            // Nobody has less for having had more, so that the rich stay rich.
            let kept = change >= BigInt::ZERO;
            kept && &one * slope.least <= change && change <= one * slope.most
        })
    }
}

/// Four supporters of the first project have just its price. One of them supports the last that is
/// bought, too, and has nothing to pay for it.
#[test]
fn who_pays_the_last_in_full_owes_nothing() {
    let ballots = [
        vec![0, 0, 1, 0],
        vec![1, 0, 0, 0],
        vec![0, 0, 1, 1],
        vec![1, 0, 0, 1],
        vec![1, 0, 0, 0],
        vec![1, 0, 0, 0],
    ];
    let (instance, profile) = made(&[18, 5, 1, 1], &ballots);
    let ties = TieOrder::by_id(&instance);
    let election = Election::new(&instance, &profile, &ties).unwrap();
    let backers = Backers::of(&election, Utility::Cost).unwrap();
    for finest in [5, FINEST] {
        let endowment = Endowment { numerator: 9, denominator: 2 };
        let told = told(&backers, scale(&backers, finest), endowment);
        assert_eq!(told.order.len(), 3);
        assert!(told.money.iter().all(|(money, _)| *money >= BigInt::ZERO), "{:?}", told.money);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

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
            let first = told(&backers, coarse, endowment);
            let tried = [1, first.grains / 2, first.grains];
            for more in tried.into_iter().filter(|more| (1..=first.grains).contains(more)) {
                let full = coarse.full();
                let numerator = u128::from(share) * u128::from(full + more);
                let endowment = Endowment { numerator, denominator: 2 * full };
                let other = told(&backers, scale(&backers, FINEST), endowment);
                prop_assert_eq!(&other.order, &first.order, "{} of {} grains more", more, full);
                prop_assert!(first.tells(more, &other, share, full), "{} of {} grains", more, full);
            }
        }
    }
}
