//! What must not change an outcome, and what every explanation must add up to.

use proptest::prelude::*;
use tally::{Decimal, Election, Instance, ProfileBuilder, Reason, Rule, TieOrder};

use crate::ratio::{Ratio, ratio};
use crate::small::{Small, add, any_season, positions};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_same_election_gives_the_same_outcome(election in any_season()) {
        for rule in election.rules() {
            prop_assert_eq!(election.tally(rule), election.tally(rule));
        }
    }

    #[test]
    fn no_money_is_spent_that_is_not_there(election in any_season()) {
        for rule in election.rules() {
            let winners = positions(&election.tally(rule).winners);
            let spent = |projects: &[usize]| {
                let own = winners.iter().filter(|winner| projects.contains(winner));
                own.map(|winner| election.costs[*winner]).sum::<u64>()
            };
            prop_assert!(spent(&winners) <= election.envelope);
            for (amount, projects) in &election.parts {
                prop_assert!(spent(projects) <= *amount);
            }
            for limit in &election.limits {
                prop_assert!(limit.amount.is_none_or(|most| spent(&limit.projects) <= most));
                let number = winners.iter().filter(|winner| limit.projects.contains(winner)).count();
                prop_assert!(limit.number.is_none_or(|most| number as u64 <= u64::from(most)));
            }
        }
    }

    #[test]
    fn the_order_of_voters_does_not_matter(election in any_season(), turn in 0_usize..8) {
        let mut other = election.clone();
        let length = other.ballots.len().max(1);
        other.ballots.rotate_left(turn % length);
        other.ballots.reverse();
        for rule in election.rules() {
            prop_assert_eq!(election.tally(rule), other.tally(rule));
        }
    }

    #[test]
    fn the_order_of_projects_does_not_matter(election in any_season()) {
        let reversed = reverse_projects(&election);
        let last = election.costs.len() - 1;
        for rule in election.rules() {
            let there = positions(&reversed.tally(rule).winners);
            let back: Vec<usize> = there.into_iter().map(|project| last - project).collect();
            prop_assert_eq!(positions(&election.tally(rule).winners), back);
        }
    }

    #[test]
    fn the_unit_of_money_does_not_matter(election in any_season(), places in 0_u32..=9) {
        let one = 10_u64.pow(places);
        for rule in election.rules_without_steps() {
            let whole = positions(&election.tally(rule).winners);
            prop_assert_eq!(&whole, &with_amounts(&election, rule, |a| Decimal::from(a * one)));
            let width = places as usize;
            let divided = |a: u64| format!("{}.{:0width$}", a / one, a % one).parse().unwrap();
            prop_assert_eq!(&whole, &with_amounts(&election, rule, divided));
        }
    }

    #[test]
    fn equal_ballots_may_be_added_one_by_one_or_at_once(election in any_season(), weight in 1_u64..5) {
        let instance = election.instance();
        let ties = TieOrder::by_key(&instance, &election.keys).unwrap();
        let mut at_once = ProfileBuilder::new(election.kind, &instance);
        let mut one_by_one = ProfileBuilder::new(election.kind, &instance);
        for ballot in &election.ballots {
            add(&mut at_once, &instance, ballot, weight);
        }
        for ballot in (0..weight).flat_map(|_| &election.ballots) {
            add(&mut one_by_one, &instance, ballot, 1);
        }
        let (at_once, one_by_one) = (at_once.build(), one_by_one.build());
        prop_assert!(at_once.ballots().eq(one_by_one.ballots()));
        for rule in election.rules() {
            let tally = |profile| {
                let constraints = election.constraints(&instance, Decimal::from);
                rule.tally(&Election::new(&instance, profile, &ties).unwrap().under(&constraints))
            };
            prop_assert_eq!(tally(&at_once), tally(&one_by_one));
        }
    }

    #[test]
    fn explanations_add_up(election in any_season()) {
        let instance = election.instance();
        for rule in election.rules() {
            let outcome = election.tally(rule);
            for verdict in &outcome.verdicts {
                let cost = instance.amount(instance.cost(verdict.project));
                match verdict.reason.clone() {
                    Reason::Funded { purchase, before, after } => {
                        prop_assert_eq!(outcome.winners[purchase as usize - 1], verdict.project);
                        prop_assert_eq!(after.plus(cost), Some(before));
                    }
                    Reason::DoesNotFit { remaining, missing, cost: said, .. } => {
                        prop_assert_eq!(said, cost);
                        prop_assert!(missing > Decimal::from(0));
                        prop_assert_eq!(remaining.plus(missing), Some(cost));
                    }
                    Reason::Stopped { at, remaining } => {
                        let stops = matches!(rule, Rule::GreedyVotesNoskip | Rule::Phragmen { .. });
                        prop_assert!(stops);
                        let stopper = instance.index_of(at.as_str()).unwrap();
                        prop_assert!(instance.amount(instance.cost(stopper)) > remaining);
                    }
                    Reason::BelowThreshold { score, threshold } => {
                        prop_assert!(score < threshold);
                        prop_assert_eq!(score, verdict.score);
                    }
                    Reason::PaidBySupporters {
                        purchase, before, after, paid_in_full, spent_last, ..
                    } => {
                        prop_assert_eq!(outcome.winners[purchase as usize - 1], verdict.project);
                        prop_assert_eq!(after.plus(cost), Some(before));
                        prop_assert!(paid_in_full > 0);
                        prop_assert!(paid_in_full + spent_last <= verdict.supporters);
                    }
                    Reason::SupportersCannotPay { cost: said, held, missing } => {
                        prop_assert_eq!(said, cost);
                        let (held, missing) = (ratio(&held), ratio(&missing));
                        prop_assert!(missing > Ratio::whole(0));
                        prop_assert_eq!(held.plus(missing), ratio(&cost.to_string().parse().unwrap()));
                    }
                    Reason::NoSupport => prop_assert_eq!(verdict.supporters, 0),
                    Reason::LoadShared { purchase, before, after, .. }
                    | Reason::InOptimum { purchase, before, after } => {
                        prop_assert_eq!(outcome.winners[purchase as usize - 1], verdict.project);
                        prop_assert_eq!(after.plus(cost), Some(before));
                    }
                    Reason::NotInOptimum { cost: said, remaining } => {
                        prop_assert_eq!(said, cost);
                        // What fits into the rest would add to it, unless it is worth nothing.
                        prop_assert!(cost > remaining || verdict.score == 0.into() || cost == 0.into());
                    }
                    Reason::TooFewVotes { votes, needed } => {
                        prop_assert_eq!((votes, needed), (verdict.supporters, election.min_votes));
                        prop_assert!(votes < needed);
                    }
                    Reason::LimitOfNumber { most, funded, .. } => {
                        prop_assert_eq!(funded.len() as u64, u64::from(most));
                        let won = |id: &tally::ProjectId| outcome.winner_ids(&instance).contains(id);
                        prop_assert!(funded.iter().all(won));
                    }
                    Reason::LimitOfMoney { most, spent, cost: said, .. } => {
                        prop_assert_eq!(said, cost);
                        prop_assert!(spent <= most && spent.plus(cost) > Some(most));
                    }
                }
            }
        }
    }
}

fn reverse_projects(election: &Small) -> Small {
    let last = election.costs.len() - 1;
    let mut other = election.clone();
    other.costs.reverse();
    other.keys.reverse();
    let ballots = other.ballots.iter_mut().flatten().map(|(project, _)| project);
    let limits = other.limits.iter_mut().flat_map(|limit| &mut limit.projects);
    let parts = other.parts.iter_mut().flat_map(|(_, projects)| projects);
    ballots.chain(limits).chain(parts).for_each(|project| *project = last - *project);
    other
}

fn with_amounts(election: &Small, rule: Rule, amount: impl Fn(u64) -> Decimal) -> Vec<usize> {
    let names = (0..).map(|number: u32| number.to_string());
    let projects = names.zip(election.costs.iter().map(|cost| amount(*cost)));
    let instance = Instance::new(amount(election.envelope), projects).unwrap();
    let profile = election.profile(&instance);
    let ties = TieOrder::by_key(&instance, &election.keys).unwrap();
    let constraints = election.constraints(&instance, amount);
    let election = Election::new(&instance, &profile, &ties).unwrap().under(&constraints);
    positions(&rule.tally(&election).unwrap().winners)
}
