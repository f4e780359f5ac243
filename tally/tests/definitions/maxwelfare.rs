//! The best choice of projects by trying all of them.

use proptest::prelude::*;
use tally::{ConstraintError, Decimal, Election, Rule, TallyError, TieOrder, Uniqueness};

use crate::brute_force::scores;
use crate::equal_shares::cost;
use crate::small::{Small, any_season, positions};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_choice_reaches_more(election in any_season()) {
        prop_assume!(!election.limits_overlap());
        for times_cost in [false, true] {
            let outcome = election.tally(Rule::MaxWelfare { times_cost });
            let winners = positions(&outcome.winners);
            let reached = value(&election, &winners, times_cost);
            prop_assert_eq!(outcome.objective, Some(Decimal::from(reached)));
            let sections = election.sections();
            let most = sections.iter().map(|section| best(section, times_cost)[0].1);
            prop_assert_eq!(reached, most.sum::<u64>());
            for section in &sections {
                let own: Vec<usize> =
                    winners.iter().copied().filter(|p| section.on_ballot.contains(p)).collect();
                prop_assert!(allowed(section, &own));
            }
        }
    }

    #[test]
    fn another_best_choice_is_told_exactly_when_there_is_one(election in any_season()) {
        prop_assume!(!election.limits_overlap());
        for times_cost in [false, true] {
            let outcome = election.tally(Rule::MaxWelfare { times_cost });
            let worth = |project: &usize| value(&election, &[*project], times_cost) > 0;
            let useful = |(choice, _): &&(Vec<usize>, u64)| choice.iter().all(worth);
            let sole = election.sections().iter()
                .all(|section| best(section, times_cost).iter().filter(useful).count() == 1);
            match outcome.uniqueness {
                Some(Uniqueness::Another { with, without }) => {
                    prop_assert!(!sole && !with.is_empty() && !without.is_empty());
                    let instance = election.instance();
                    let at = |id: &tally::ProjectId| instance.index_of(id.as_str()).unwrap().position();
                    let mut other = positions(&outcome.winners);
                    other.retain(|project| !without.iter().any(|id| at(id) == *project));
                    other.extend(with.iter().map(at));
                    prop_assert_eq!(outcome.objective, Some(value(&election, &other, times_cost).into()));
                    for section in election.sections() {
                        let own = other.iter().copied().filter(|p| section.on_ballot.contains(p));
                        prop_assert!(allowed(&section, &own.collect::<Vec<usize>>()));
                    }
                }
                found => prop_assert!(sole && found == Some(Uniqueness::Sole)),
            }
        }
    }

    #[test]
    fn overlapping_limits_are_refused(election in any_season()) {
        let instance = election.instance();
        let profile = election.profile(&instance);
        let ties = TieOrder::by_id(&instance);
        let constraints = election.constraints(&instance, Decimal::from);
        let whole = Election::new(&instance, &profile, &ties).unwrap().under(&constraints);
        let refused = Rule::MaxWelfare { times_cost: false }.tally(&whole);
        let overlap = matches!(
            refused, Err(TallyError::Constraint(ConstraintError::Overlap { .. }))
        );
        prop_assert_eq!(overlap, election.limits_overlap());
    }
}

/// All best choices with what they reach.
fn best(election: &Small, times_cost: bool) -> Vec<(Vec<usize>, u64)> {
    let all = &election.on_ballot;
    let choice = |bits: u32| (0..all.len()).filter(move |place| bits >> place & 1 == 1);
    let choices = (0..1_u32 << all.len())
        .map(|bits| choice(bits).map(|place| all[place]).collect::<Vec<usize>>());
    let fitting = choices.filter(|choice| allowed(election, choice));
    let valued = fitting.map(|choice| (choice.clone(), value(election, &choice, times_cost)));
    let valued: Vec<(Vec<usize>, u64)> = valued.collect();
    let most = valued.iter().map(|(_, value)| *value).max().unwrap();
    valued.into_iter().filter(|(_, value)| *value == most).collect()
}

fn allowed(election: &Small, choice: &[usize]) -> bool {
    let on_top = |place: usize| election.allows(&choice[..place], choice[place]);
    cost(election, choice) <= election.envelope && (0..choice.len()).all(on_top)
}

fn value(election: &Small, choice: &[usize], times_cost: bool) -> u64 {
    let scores = scores(election);
    let each =
        |project: &usize| scores[*project] * if times_cost { election.costs[*project] } else { 1 };
    choice.iter().map(each).sum()
}
