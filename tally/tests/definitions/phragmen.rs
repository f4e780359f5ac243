//! Phragmén as its definition says it, voter by voter.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tally::{Rule, Utility};

use crate::brute_force::{permutations, spend};
use crate::equal_shares::worth;
use crate::ratio::Ratio;
use crate::small::{Small, any_season, positions};

const RULE: Rule = Rule::Phragmen { then_greedy: false };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn winners_are_those_of_the_definition(election in any_season()) {
        let sections = election.sections();
        let winners: Vec<usize> = sections.iter().flat_map(naive).collect();
        prop_assert_eq!(positions(&election.tally(RULE).winners), winners);
        let spend = |section: &Small| spend(section, Rule::GreedyVotes, naive(section));
        let winners: Vec<usize> = sections.iter().flat_map(spend).collect();
        let outcome = election.tally(Rule::Phragmen { then_greedy: true });
        prop_assert_eq!(positions(&outcome.winners), winners);
    }

    #[test]
    fn where_a_tie_order_matters_a_tie_is_reported(election in any_season()) {
        let orders = permutations(election.costs.len());
        let outcomes: Vec<_> = orders.iter().map(|keys| election.tally_with(RULE, keys)).collect();
        let sets: BTreeSet<BTreeSet<usize>> = outcomes
            .iter()
            .map(|outcome| positions(&outcome.winners).into_iter().collect())
            .collect();
        for outcome in outcomes {
            prop_assert!(!outcome.ties.is_empty() || sets.len() == 1);
        }
    }
}

fn naive(election: &Small) -> Vec<usize> {
    let mut loads = vec![Ratio::whole(0); election.ballots.len()];
    let (mut left, mut winners) = (election.envelope, Vec::new());
    loop {
        let unfunded = election.on_ballot.iter().copied().filter(|p| !winners.contains(p));
        let allowed = unfunded.filter(|project| election.allows(&winners, *project));
        let waiting: Vec<usize> = allowed.collect();
        let new_load = |project: usize| {
            let supporters = supporters(election, project);
            let carried = supporters.iter().map(|voter| loads[*voter]);
            let all = carried.fold(Ratio::whole(election.costs[project]), Ratio::plus);
            // `None` stands for an endless load, and orders after all others below.
            (!supporters.is_empty()).then(|| all.over(Ratio::whole(supporters.len() as u64)))
        };
        let order = |project: usize| (new_load(project).is_none(), new_load(project));
        let Some(least) = waiting.iter().map(|project| order(*project)).min() else {
            return winners;
        };
        let equals = waiting.into_iter().filter(|project| order(*project) == least);
        let equals: Vec<usize> = equals.collect();
        if equals.iter().any(|project| election.costs[*project] > left) {
            return winners;
        }
        let first = equals.into_iter().min_by_key(|project| election.keys[*project]).unwrap();
        left -= election.costs[first];
        for voter in supporters(election, first) {
            loads[voter] = least.1.unwrap();
        }
        winners.push(first);
    }
}

fn supporters(election: &Small, project: usize) -> Vec<usize> {
    let backs = |voter: &usize| worth(election, Utility::Cardinality, *voter, project) > 0;
    (0..election.ballots.len()).filter(backs).collect()
}
