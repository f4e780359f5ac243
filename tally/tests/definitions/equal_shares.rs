//! Equal Shares as its definition says it: voter by voter, every price tried, all fractions exact.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tally::{BallotKind, Completion, EqualShares, Rule, Utility};

use crate::brute_force::{permutations, spend};
use crate::ratio::Ratio;
use crate::small::{Small, any_season, positions};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn winners_are_those_of_the_definition(election in any_season()) {
        for rule in election.equal_shares() {
            let Rule::EqualShares(variant) = rule else { unreachable!() };
            let outcome = election.tally(rule);
            prop_assert_eq!(positions(&outcome.winners), naive(&election, variant), "{:?}", rule);
            prop_assert!(outcome.total_cost.units() <= u128::from(election.envelope));
        }
    }

    /// Larger sums take more steps of 1, most of which the engine need not run.
    #[test]
    fn skipped_steps_change_nothing(small in any_season(), scale in 5_u64..30) {
        let mut election = small;
        election.envelope *= scale;
        election.costs.iter_mut().for_each(|cost| *cost *= scale);
        election.parts.iter_mut().for_each(|(amount, _)| *amount *= scale);
        let amounts = election.limits.iter_mut().flat_map(|limit| &mut limit.amount);
        amounts.for_each(|amount| *amount *= scale);
        for rule in election.equal_shares() {
            let Rule::EqualShares(variant) = rule else { unreachable!() };
            if variant.completion != Completion::None && !variant.then_greedy {
                let winners = positions(&election.tally(rule).winners);
                prop_assert_eq!(winners, naive(&election, variant), "{:?}", rule);
            }
        }
    }

    /// Of a completion: at any of its steps, since another order may end the search elsewhere.
    #[test]
    fn where_a_tie_order_matters_a_tie_is_reported(election in any_season()) {
        for rule in election.equal_shares() {
            let orders = permutations(election.costs.len());
            let outcomes: Vec<_> =
                orders.iter().map(|keys| election.tally_with(rule, keys)).collect();
            let sets: BTreeSet<BTreeSet<usize>> = outcomes
                .iter()
                .map(|outcome| positions(&outcome.winners).into_iter().collect())
                .collect();
            for outcome in outcomes {
                prop_assert!(!outcome.ties.is_empty() || sets.len() == 1, "{:?}", rule);
            }
        }
    }
}

fn naive(election: &Small, variant: EqualShares) -> Vec<usize> {
    let decide = |section: &Small| match (completed(section, variant), variant.then_greedy) {
        (winners, true) => spend(section, Rule::GreedyVotes, winners),
        (winners, false) => winners,
    };
    election.sections().iter().flat_map(decide).collect()
}

fn completed(election: &Small, variant: EqualShares) -> Vec<usize> {
    let voters = election.ballots.len() as i128;
    if voters == 0 {
        return Vec::new();
    }
    let exact = Ratio::new(i128::from(election.envelope), voters);
    let mut share = match variant.completion {
        Completion::None | Completion::Add1 => exact,
        _ => Ratio::whole(election.envelope / election.ballots.len() as u64),
    };
    let mut winners = shared(election, variant.utility, share);
    while variant.completion != Completion::None && !done(election, variant, &winners) {
        share = share.plus(Ratio::whole(1));
        let next = shared(election, variant.utility, share);
        if cost(election, &next) > election.envelope {
            break;
        }
        winners = next;
    }
    winners
}

fn done(election: &Small, variant: EqualShares, winners: &[usize]) -> bool {
    let left = election.envelope - cost(election, winners);
    let unfunded = election.on_ballot.iter().copied().filter(|p| !winners.contains(p));
    let mut others = unfunded.filter(|project| election.allows(winners, *project));
    let supported = |project: usize| {
        (0..election.ballots.len()).any(|v| worth(election, variant.utility, v, project) > 0)
    };
    let more_can_be_won = others.clone().any(supported);
    let fits = |project: usize| election.costs[project] <= left;
    !more_can_be_won
        || match variant.completion {
            Completion::Add1 => !others.any(|project| supported(project) && fits(project)),
            Completion::EsnetAdd1 => !others.any(fits),
            _ => false,
        }
}

/// Plain Equal Shares: while some project can be paid, the one of least rho is bought.
fn shared(election: &Small, utility: Utility, share: Ratio) -> Vec<usize> {
    let mut purses = vec![share; election.ballots.len()];
    let mut winners = Vec::new();
    loop {
        let waiting = election.on_ballot.iter().copied().filter(|p| !winners.contains(p));
        let waiting = waiting.filter(|project| election.allows(&winners, *project));
        let prices = waiting.filter_map(|project| {
            let rho = rho(election, utility, &purses, project)?;
            Some((rho, election.keys[project], project))
        });
        let Some((rho, _, project)) = prices.min() else { return winners };
        for (voter, purse) in purses.iter_mut().enumerate() {
            let due = rho.times(utility_of(election, utility, voter, project));
            *purse = purse.minus(due.min(*purse));
        }
        winners.push(project);
    }
}

/// The least price at which the supporters pay the cost, everyone at most what they have: for
/// each guess of who gives all, the price it leads to; those are kept that pay exactly.
fn rho(election: &Small, utility: Utility, purses: &[Ratio], project: usize) -> Option<Ratio> {
    let cost = Ratio::whole(election.costs[project]);
    let supporters: Vec<(Ratio, Ratio)> = (0..purses.len())
        .filter(|voter| worth(election, utility, *voter, project) > 0)
        .map(|voter| (purses[voter], utility_of(election, utility, voter, project)))
        .collect();
    if supporters.is_empty() || election.costs[project] == 0 {
        return (!supporters.is_empty()).then(|| Ratio::whole(0));
    }
    let zero = Ratio::whole(0);
    let pays = |rho: Ratio| {
        let each = supporters.iter().map(|(purse, gain)| rho.times(*gain).min(*purse));
        each.fold(zero, Ratio::plus)
    };
    let guesses = supporters.iter().map(|(purse, gain)| purse.over(*gain));
    let prices = guesses.chain([zero]).filter_map(|least_rich| {
        let gives_all = |(purse, gain): &&(Ratio, Ratio)| purse.over(*gain) < least_rich;
        let given =
            supporters.iter().filter(gives_all).map(|(purse, _)| *purse).fold(zero, Ratio::plus);
        let rest = supporters.iter().filter(|supporter| !gives_all(supporter));
        let gain = rest.map(|(_, gain)| *gain).fold(zero, Ratio::plus);
        (gain > zero).then(|| cost.minus(given).over(gain))
    });
    prices.filter(|rho| *rho >= zero && pays(*rho) == cost).min()
}

fn utility_of(election: &Small, utility: Utility, voter: usize, project: usize) -> Ratio {
    let by_cost = matches!(utility, Utility::Cost | Utility::PointsCost | Utility::BordaCost);
    let factor = if by_cost { election.costs[project] } else { 1 };
    Ratio::whole(worth(election, utility, voter, project) * factor)
}

pub(crate) fn worth(election: &Small, utility: Utility, voter: usize, project: usize) -> u64 {
    let longest = election.ballots.iter().map(Vec::len).max().unwrap_or(0);
    let place = election.ballots[voter].iter().position(|(chosen, _)| *chosen == project);
    let Some(rank) = place else { return 0 };
    let points = election.ballots[voter][rank].1;
    match utility {
        Utility::Points | Utility::PointsCost => points,
        Utility::Borda | Utility::BordaCost => (longest - rank) as u64,
        _ if matches!(election.kind, BallotKind::Cumulative | BallotKind::Score) => {
            u64::from(points > 0)
        }
        _ => 1,
    }
}

pub(crate) fn cost(election: &Small, projects: &[usize]) -> u64 {
    projects.iter().map(|project| election.costs[*project]).sum()
}
