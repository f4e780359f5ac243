//! The most support that the envelope can buy: an exact knapsack.

mod knapsack;

use std::cmp::Reverse;

use self::knapsack::{Item, best};
use super::RuleInfo;
use super::account::Account;
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::ProjectIndex;
use crate::outcome::{Outcome, Reason};
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
/// at projects by value per cost, equal ones in tie order. That there were several is not told.
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
    let chosen = best(&items, instance.envelope().units())?;
    let objective = chosen
        .iter()
        .filter_map(|place| items.get(*place))
        .try_fold(0, |sum, item| item.value.checked_add(sum));
    let places = election.profile.points_places() + if times_cost { instance.places() } else { 0 };
    let objective = objective.and_then(|units: u128| Decimal::of_product(units, places));
    let objective = objective.ok_or(TallyError::AmountsTooLarge)?;

    let mut account = Account::open(info.name, election, &scores, trace);
    account.report(Step::Optimum { objective });
    let mut winners: Vec<ProjectIndex> =
        chosen.into_iter().filter_map(|place| order.get(place).copied()).collect();
    winners.sort_by_key(|winner| {
        (Reverse(scores.support(*winner).score), election.ties.rank(*winner))
    });
    settle(&winners, &mut account);
    let mut outcome = account.finish(info.name);
    outcome.objective = Some(objective);
    Ok(outcome)
}

fn settle(winners: &[ProjectIndex], account: &mut Account<'_, '_>) {
    for winner in winners {
        if let Some((before, after)) = account.buy(*winner) {
            let purchase = account.purchases();
            account.settle(*winner, Reason::InOptimum { purchase, before, after });
        }
    }
    for loser in account.open_projects() {
        let cost = account.election.instance.cost(loser);
        let remaining = account.amount(account.remaining);
        let cost = account.amount(cost);
        account.settle(loser, Reason::NotInOptimum { cost, remaining });
    }
}
