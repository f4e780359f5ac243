//! Each rule restated as naively as its definition, and every tie order tried.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tally::{BallotKind, Rule};

use crate::equal_shares::cost;
use crate::small::{Small, any_season, positions};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn winners_are_those_of_the_definition(election in any_season()) {
        for rule in election.greedy_rules() {
            let outcome = election.tally(rule);
            prop_assert_eq!(positions(&outcome.winners), naive(&election, rule), "{:?}", rule);
            let spent: u64 = outcome.winners.iter().map(|w| election.costs[w.position()]).sum();
            prop_assert_eq!(outcome.total_cost.units(), u128::from(spent));
            prop_assert!(spent <= election.envelope);
        }
    }

    #[test]
    fn a_tie_is_reported_exactly_when_another_tie_order_funds_others(election in any_season()) {
        for rule in election.greedy_rules() {
            let outcomes: Vec<_> = permutations(election.costs.len())
                .iter()
                .map(|keys| election.tally_with(rule, keys))
                .collect();
            let sets: BTreeSet<BTreeSet<usize>> = outcomes
                .iter()
                .map(|outcome| positions(&outcome.winners).into_iter().collect())
                .collect();
            for outcome in outcomes {
                prop_assert_eq!(!outcome.ties.is_empty(), sets.len() > 1, "{:?}", rule);
            }
        }
    }
}

/// The rule as a person would apply it: again and again the best of those that had no turn yet.
fn naive(election: &Small, rule: Rule) -> Vec<usize> {
    election.sections().iter().flat_map(|section| spend(section, rule, Vec::new())).collect()
}

/// The rule on the projects and the money that another has left; all winners.
pub(crate) fn spend(election: &Small, rule: Rule, mut winners: Vec<usize>) -> Vec<usize> {
    let mut left = election.envelope - cost(election, &winners);
    let mut waiting = election.on_ballot.clone();
    waiting.retain(|project| !winners.contains(project));
    let scores = scores(election);
    if matches!(rule, Rule::GreedyVotesThreshold { .. }) {
        waiting.retain(|project| scores[*project] >= election.threshold);
    }
    while !waiting.is_empty() {
        let better = |a: usize, b: usize| before(election, &scores, rule, a, b);
        let best = waiting.iter().position(|a| waiting.iter().all(|b| a == b || better(*a, *b)));
        let project = waiting.remove(best.expect("the order is total"));
        if !election.allows(&winners, project) {
            continue;
        }
        if election.costs[project] <= left {
            left -= election.costs[project];
            winners.push(project);
        } else if rule == Rule::GreedyVotesNoskip {
            break;
        }
    }
    winners
}

fn before(election: &Small, scores: &[u64], rule: Rule, a: usize, b: usize) -> bool {
    // Small numbers: all fractions times the product of all possible costs are whole.
    let density = |project: usize| match (scores[project], election.costs[project]) {
        (0, _) => 0,
        (_, 0) => u64::MAX,
        (score, cost) => score * (720 / cost),
    };
    let merit = |project: usize| match rule {
        Rule::GreedyVotesPerCost => density(project),
        _ => scores[project],
    };
    let cheap = |project: usize| match rule {
        Rule::GreedyVotesCheapestTie => election.costs[project],
        _ => 0,
    };
    let key = |project: usize| (u64::MAX - merit(project), cheap(project), election.keys[project]);
    key(a) < key(b)
}

/// Ballot by ballot, without grouping.
pub(crate) fn scores(election: &Small) -> Vec<u64> {
    let longest = election.ballots.iter().map(Vec::len).max().unwrap_or(0) as u64;
    let mut scores = vec![0; election.costs.len()];
    for ballot in &election.ballots {
        for (rank, (project, points)) in (0..).zip(ballot) {
            scores[*project] += match election.kind {
                BallotKind::Ranked => longest - rank,
                BallotKind::Cumulative | BallotKind::Score => *points,
                _ => 1,
            };
        }
    }
    scores
}

pub(crate) fn permutations(length: usize) -> Vec<Vec<u64>> {
    if length == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(length - 1);
    let insert = |shorter: &Vec<u64>, at: usize| {
        let mut longer = shorter.clone();
        longer.insert(at, length as u64 - 1);
        longer
    };
    shorter.iter().flat_map(|list| (0..length).map(|at| insert(list, at))).collect()
}
