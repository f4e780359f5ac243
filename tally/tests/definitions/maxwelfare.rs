//! The best choice of projects by trying all of them.

use proptest::prelude::*;
use tally::{Decimal, Rule};

use crate::brute_force::scores;
use crate::equal_shares::cost;
use crate::small::{Small, positions, small};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_choice_reaches_more(election in small()) {
        for times_cost in [false, true] {
            let outcome = election.tally(Rule::MaxWelfare { times_cost });
            let winners = positions(&outcome.winners);
            let reached = value(&election, &winners, times_cost);
            prop_assert_eq!(outcome.objective, Some(Decimal::from(reached)));
            prop_assert!(cost(&election, &winners) <= election.envelope);
            prop_assert_eq!(reached, most(&election, times_cost));
        }
    }
}

fn most(election: &Small, times_cost: bool) -> u64 {
    let projects = election.costs.len();
    let choice = |bits: u32| (0..projects).filter(move |project| bits >> project & 1 == 1);
    let choices = (0..1_u32 << projects).map(|bits| choice(bits).collect::<Vec<usize>>());
    let fitting = choices.filter(|choice| cost(election, choice) <= election.envelope);
    fitting.map(|choice| value(election, &choice, times_cost)).max().unwrap()
}

fn value(election: &Small, choice: &[usize], times_cost: bool) -> u64 {
    let scores = scores(election);
    let each =
        |project: &usize| scores[*project] * if times_cost { election.costs[*project] } else { 1 };
    choice.iter().map(each).sum()
}
