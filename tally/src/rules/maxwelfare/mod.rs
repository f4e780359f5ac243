//! The most support that the envelope can buy: an exact knapsack.

mod bound;
mod choices;
mod groups;
mod knapsack;

use std::cmp::Reverse;

use self::knapsack::{Group, Item, Problem, another, best};
pub(super) use self::knapsack::{MOST_CHOICES, MOST_TAKEN};
use super::RuleInfo;
use super::account::Account;
use crate::constraints::{Bounded, ConstraintError};
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::{Instance, ProjectIndex};
use crate::outcome::{Outcome, Reason, Uniqueness};
use crate::scores::Scores;
use crate::trace::Step;

const SOURCE: &str = "Talmon and Faliszewski, A Framework for Approval-Based Budgeting Methods, \
     AAAI 2019; computed after Nemhauser and Ullmann, Discrete Dynamic Programming and Capital \
     Allocation, Management Science 1969";

pub(super) const VOTES: RuleInfo = RuleInfo {
    name: "maxwelfare_votes",
    definition: "The projects whose scores sum to the most that fits into the envelope.",
    source: SOURCE,
    parameters: &[],
    by_sums: false,
};

pub(super) const COST: RuleInfo = RuleInfo {
    name: "maxwelfare_cost",
    definition: "The projects for which the sum of score times cost is the most that fits into \
                 the envelope.",
    source: SOURCE,
    parameters: &[],
    by_sums: false,
};

/// Where several choices reach the most, the one is taken that is found first; the search looks
/// at projects by value per cost, equal ones in tie order.
pub(super) fn run(
    election: &Election<'_>,
    times_cost: bool,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let info = if times_cost { &COST } else { &VOTES };
    let instance = election.instance;
    let scores = Scores::of(election.profile)?;
    let mut order: Vec<ProjectIndex> = instance.indexes().collect();
    order.sort_by_key(|project| election.ties.rank(*project));
    let item = |project: &ProjectIndex| {
        let (cost, score) = (instance.cost(*project).units(), scores.support(*project).score);
        let value = score.checked_mul(if times_cost { cost } else { 1 });
        Some(Item { cost, value: value? })
    };
    let items = order.iter().map(item).collect::<Option<Vec<Item>>>();
    let items = items.ok_or(TallyError::AmountsTooLarge)?;
    let groups = groups(info.name, election, &order)?;
    let problem = Problem { items: &items, groups: &groups, room: instance.envelope().units() };
    let chosen = best(problem)?;
    let projects = |places: &[usize]| -> Vec<ProjectIndex> {
        places.iter().filter_map(|place| order.get(*place).copied()).collect()
    };
    let mut winners = projects(&chosen);
    let other = another(problem, &chosen);
    let uniqueness = uniqueness(instance, &winners, other.map(|other| other.map(|o| projects(&o))));
    let places = election.profile.points_places() + if times_cost { instance.places() } else { 0 };
    let objective = objective(&items, &chosen, places)?;

    let mut account = Account::open(info.name, election, &scores, trace);
    account.report(Step::Optimum { objective, uniqueness: uniqueness.clone() });
    winners.sort_by_key(|winner| {
        (Reverse(scores.support(*winner).score), election.ties.rank(*winner))
    });
    settle(&winners, &mut account);
    let mut outcome = account.finish(info.name);
    outcome.objective = Some(objective);
    outcome.uniqueness = Some(uniqueness);
    Ok(outcome)
}

/// Limits as groups of items, which must not overlap.
fn groups(
    rule: &'static str,
    election: &Election<'_>,
    order: &[ProjectIndex],
) -> Result<Vec<Group>, TallyError> {
    for (number, limit) in election.limits.iter().enumerate() {
        for other in election.limits.iter().skip(number + 1) {
            let shared = |project: &&ProjectIndex| limit.holds(**project) && other.holds(**project);
            if let Some(project) = order.iter().find(shared) {
                let project = election.instance.project(*project).id.clone();
                let (first, second) = (limit.name.clone(), other.name.clone());
                return Err(ConstraintError::Overlap { rule, first, second, project }.into());
            }
        }
    }
    let group = |limit: &Bounded| {
        let places = order.iter().enumerate().filter(|(_, project)| limit.holds(**project));
        let places = places.map(|(place, _)| place).collect();
        Group { places, number: limit.number, room: limit.amount.map(|(_, units)| units) }
    };
    Ok(election.limits.iter().map(group).collect())
}

fn objective(items: &[Item], chosen: &[usize], places: u8) -> Result<Decimal, TallyError> {
    let items = chosen.iter().filter_map(|place| items.get(*place));
    let units = items.into_iter().try_fold(0_u128, |sum, item| item.value.checked_add(sum));
    let objective = units.and_then(|units| Decimal::of_product(units, places));
    objective.ok_or(TallyError::AmountsTooLarge)
}

fn uniqueness(
    instance: &Instance,
    winners: &[ProjectIndex],
    other: Result<Option<Vec<ProjectIndex>>, TallyError>,
) -> Uniqueness {
    let only = |these: &[ProjectIndex], those: &[ProjectIndex]| {
        let new = these.iter().filter(|project| !those.contains(project));
        new.map(|project| instance.project(*project).id.clone()).collect()
    };
    match other {
        Ok(Some(other)) => {
            Uniqueness::Another { with: only(&other, winners), without: only(winners, &other) }
        }
        Ok(None) => Uniqueness::Sole,
        Err(_) => Uniqueness::Unknown,
    }
}

fn settle(winners: &[ProjectIndex], account: &mut Account<'_, '_>) {
    for winner in winners {
        if let Some((before, after)) = account.buy(*winner) {
            let purchase = account.purchases();
            account.settle(*winner, Reason::InOptimum { purchase, before, after });
        }
    }
    for loser in account.open_projects() {
        if account.refuse(loser) {
            continue;
        }
        let cost = account.election.instance.cost(loser);
        let remaining = account.amount(account.remaining);
        let cost = account.amount(cost);
        account.settle(loser, Reason::NotInOptimum { cost, remaining });
    }
}
