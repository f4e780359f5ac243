//! Ties of rules that buy round by round.

use super::account::Account;
use crate::fraction::Fraction;
use crate::instance::ProjectIndex;
use crate::outcome::Tie;

/// One purchase and what it was chosen from.
pub(super) struct Round {
    /// The equals in tie order; the first was bought.
    pub(super) equals: Vec<ProjectIndex>,
    /// What they are equal in.
    pub(super) rho: Fraction,
}

/// Reports the ties that mattered. A tie is without consequence when all its projects are bought
/// one after the other at the same rho: each leaves the others what they need, in every order.
pub(super) fn report(rounds: &[Round], account: &mut Account<'_, '_>) {
    let instance = account.election.instance;
    let mut left = instance.envelope();
    for (number, round) in rounds.iter().enumerate() {
        let alike = rounds.iter().skip(number).take_while(|other| other.rho == round.rho);
        let together: Vec<ProjectIndex> =
            alike.filter_map(|other| other.equals.first().copied()).collect();
        if !round.equals.iter().all(|project| together.contains(project)) {
            let remaining = account.amount(left);
            let tie = tie(round, remaining, account);
            // The run that ends a completion's search mostly has those of the one before it.
            if !account.has_tie(&tie.projects) {
                account.report_tie(tie);
            }
        }
        let bought = round.equals.first().map(|project| instance.cost(*project));
        left = left.after(bought.unwrap_or_default()).unwrap_or_default();
    }
}

fn tie(round: &Round, remaining: crate::decimal::Decimal, account: &Account<'_, '_>) -> Tie {
    let id = |project: &ProjectIndex| account.id(*project);
    let funded = |project: &&ProjectIndex| account.winners.contains(project);
    let first = round.equals.first();
    Tie {
        score: first.map_or_else(|| 0.into(), |first| account.scores.score(*first)),
        rho: Some(round.rho.clone()),
        remaining,
        projects: round.equals.iter().map(id).collect(),
        funded: round.equals.iter().filter(funded).map(id).collect(),
    }
}
