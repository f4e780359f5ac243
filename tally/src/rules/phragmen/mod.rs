//! Sequential Phragmén.
//!
//! A project's cost is a load that its supporters carry together, so that all of them end with
//! the same load; again and again the project is bought after which its supporters carry the
//! least (Brill, Freeman, Janson and Lackner, Phragmén's Voting Methods and Justified
//! Representation, AAAI 2017; with costs: Los, Christoff and Grossi, Proportional Budget
//! Allocations: Towards a Systematization, IJCAI 2022).

mod loads;

use self::loads::{Lightest, Loads};
use super::RuleInfo;
use super::account::Account;
use super::contested::{self, Round};
use super::greedy_votes;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::ProjectIndex;
use crate::outcome::{Outcome, Reason, Tie};
use crate::scores::Scores;
use crate::trace::{Decision, Step};

const SOURCE: &str = "Brill, Freeman, Janson and Lackner, Phragmen's Voting Methods and Justified \
     Representation, AAAI 2017; Los, Christoff and Grossi, Proportional Budget Allocations, \
     IJCAI 2022";

pub(super) const INFO: RuleInfo = RuleInfo {
    name: "phragmen",
    definition: "The cost of a project is a load that its supporters level out among themselves; \
                 again and again the project is bought after which its supporters carry least, \
                 until such a project exceeds what is left.",
    source: SOURCE,
    parameters: &[],
    by_sums: false,
};

pub(super) const INFO_U: RuleInfo = RuleInfo {
    name: "phragmen_u",
    definition: "The cost of a project is a load that its supporters level out among themselves; \
                 again and again the project is bought after which its supporters carry least, \
                 until such a project exceeds what is left, which is given by greedy_votes.",
    source: SOURCE,
    parameters: &[],
    by_sums: false,
};

pub(super) fn run(
    election: &Election<'_>,
    then_greedy: bool,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    run_on_grid(election, then_greedy, trace, u32::MAX)
}

/// `finest`: how many binary places bounds of loads have at most. It saves time and decides nothing.
fn run_on_grid(
    election: &Election<'_>,
    then_greedy: bool,
    trace: &mut dyn FnMut(Step),
    finest: u32,
) -> Result<Outcome, TallyError> {
    let info = if then_greedy { &INFO_U } else { &INFO };
    let scores = Scores::of(election.profile)?;
    let loads = Loads::none(election, finest)?;
    let mut account = Account::open(info.name, election, &scores, trace);
    let stopped_at = buy(loads, &mut account);
    if then_greedy {
        greedy_votes::spend(&mut account);
    } else if let Some(at) = stopped_at {
        settle_losers(at, &mut account);
    }
    Ok(account.finish(info.name))
}

/// Buys until a project of those that would weigh least exceeds what is left: that one is given.
fn buy(mut loads: Loads<'_>, account: &mut Account<'_, '_>) -> Option<ProjectIndex> {
    let mut rounds = Vec::new();
    let stopped_at = loop {
        loads.retain(|project| !account.refuse(project));
        let Some(lightest) = loads.lightest() else { break unsupported(account) };
        if let Some(large) = first_too_large(&lightest.equals, account) {
            break Some(large);
        }
        let Lightest { equals, load, .. } = &lightest;
        let Some(project) = equals.first().copied() else { break None };
        if let Some((before, after)) = account.buy(project) {
            let (purchase, load) = (account.purchases(), load.clone());
            account.report(Step::Load {
                project: account.id(project),
                load: load.clone(),
                cost: account.amount(account.election.instance.cost(project)),
                supporters: account.scores.support(project).supporters,
                remaining: after,
            });
            rounds.push(Round { equals: equals.clone(), rho: load.clone() });
            account.settle(project, Reason::LoadShared { purchase, load, before, after });
        }
        loads.place(lightest);
    };
    contested::report(&rounds, account);
    stopped_at
}

/// Without supporters a load would be endless: all those are equal, and come last.
fn unsupported(account: &mut Account<'_, '_>) -> Option<ProjectIndex> {
    let mut waiting = account.open_projects();
    waiting.sort_by_key(|project| account.election.ties.rank(*project));
    waiting.retain(|project| !account.refuse(*project));
    let (equals, remaining) = (waiting.clone(), account.amount(account.remaining));
    let mut bought = Vec::new();
    let stopped_at = loop {
        waiting.retain(|project| !account.refuse(*project));
        if waiting.is_empty() {
            break None;
        }
        if let Some(large) = first_too_large(&waiting, account) {
            break Some(large);
        }
        let project = waiting.remove(0);
        let Some((before, after)) = account.buy(project) else { break None };
        let purchase = account.purchases();
        turn(project, Decision::Buy, account);
        account.settle(project, Reason::Funded { purchase, before, after });
        bought.push(project);
    };
    // Another order would have bought others, unless none or all were bought.
    if (1..equals.len()).contains(&bought.len()) {
        let ids = |projects: &[ProjectIndex]| projects.iter().map(|it| account.id(*it)).collect();
        let (projects, funded) = (ids(&equals), ids(&bought));
        account.report_tie(Tie { score: 0.into(), rho: None, remaining, projects, funded });
    }
    stopped_at
}

fn first_too_large(equals: &[ProjectIndex], account: &mut Account<'_, '_>) -> Option<ProjectIndex> {
    let too_large =
        |project: &&ProjectIndex| account.election.instance.cost(**project) > account.remaining;
    let large = equals.iter().find(too_large).copied()?;
    turn(large, Decision::Stop, account);
    Some(large)
}

fn turn(project: ProjectIndex, decision: Decision, account: &mut Account<'_, '_>) {
    let (cost, remaining) = (account.election.instance.cost(project), account.remaining);
    let remaining = match decision {
        Decision::Buy => remaining.plus(cost),
        _ => remaining,
    };
    account.report(Step::Turn {
        project: account.id(project),
        score: account.scores.score(project),
        cost: account.amount(cost),
        remaining: account.amount(remaining),
        decision,
    });
}

fn settle_losers(at: ProjectIndex, account: &mut Account<'_, '_>) {
    let remaining = account.amount(account.remaining);
    for project in account.open_projects() {
        if account.refuse(project) {
            continue;
        }
        let cost = account.election.instance.cost(project);
        let reason = if project == at {
            let missing = cost.after(account.remaining).unwrap_or_default();
            let (cost, missing) = (account.amount(cost), account.amount(missing));
            Reason::DoesNotFit { purchases: account.purchases(), cost, remaining, missing }
        } else {
            Reason::Stopped { at: account.id(at), remaining }
        };
        account.settle(project, reason);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::decimal::Decimal;
    use crate::instance::Instance;
    use crate::profile::{BallotKind, ProfileBuilder};
    use crate::ties::TieOrder;

    fn outcome(costs: &[u64], ballots: &[Vec<bool>], finest: u32) -> Outcome {
        let projects = ('a'..).map(String::from).zip(costs.iter().map(|cost| (*cost).into()));
        let envelope = Decimal::from(costs.iter().sum::<u64>() * 3 / 4);
        let instance = Instance::new(envelope, projects).unwrap();
        let mut builder = ProfileBuilder::new(BallotKind::Approval, &instance);
        for ballot in ballots {
            let approved = instance.indexes().zip(ballot).filter(|(_, approved)| **approved);
            builder.add_set(approved.map(|(project, _)| project), 1).unwrap();
        }
        let (profile, ties) = (builder.build(), TieOrder::by_id(&instance));
        let election = Election::new(&instance, &profile, &ties).unwrap();
        run_on_grid(&election, false, &mut |_| {}, finest).unwrap()
    }

    proptest! {
        /// On a grid of whole units bounds are as wide as loads differ: exact numbers decide.
        #[test]
        fn a_grid_that_decides_little_gives_the_same_outcome(
            costs in prop::collection::vec(1_u64..12, 10),
            ballots in prop::collection::vec(prop::collection::vec(any::<bool>(), 10), 1..12),
        ) {
            let fine = outcome(&costs, &ballots, u32::MAX);
            for finest in 0..4 {
                prop_assert_eq!(&outcome(&costs, &ballots, finest), &fine);
            }
        }
    }
}
