//! With how much money voters start: what is done when plain Equal Shares leaves money over.

use super::backers::Backers;
use super::ledger::Endowment;
use super::run::Run;
use super::scale::Scale;
use crate::decimal::power_of_ten;
use crate::error::TallyError;
use crate::instance::{Money, ProjectIndex};

/// How voters' money is raised until the envelope is well used. Each step adds one unit of
/// currency to everyone's money and decides anew; a step that costs more than the envelope does
/// not count, and the one before it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Voters start with the envelope divided by their number, and that is all.
    None,
    /// Starts there; ends as soon as no supported project fits into what is left.
    Add1,
    /// Starts with that amount rounded down; ends as soon as no project at all fits.
    EsnetAdd1,
    /// Starts with that amount rounded down; ends only when a step would cost too much.
    CityAdd1,
}

/// The endowment that a completion settles on, and how many were tried.
pub(super) struct Settled {
    pub(super) endowment: Endowment,
    pub(super) tried: u64,
}

impl Completion {
    pub(super) fn settle(self, backers: &Backers<'_>, scale: Scale) -> Result<Settled, TallyError> {
        let mut endowment = self.first(backers)?;
        let mut settled = Settled { endowment: endowment.clone(), tried: 1 };
        if self == Self::None || backers.voters == 0 {
            return Ok(settled);
        }
        let step = u128::from(endowment.denominator)
            * power_of_ten(backers.election.instance.places()).unwrap_or(1);
        while let Some(winners) = winners(Run::start(backers, scale, endowment.clone())) {
            settled.endowment = endowment.clone();
            if self.ends(backers, &winners) {
                break;
            }
            let more = endowment.numerator.checked_add(step);
            endowment.numerator = more.ok_or(TallyError::AmountsTooLarge)?;
            settled.tried += 1;
        }
        Ok(settled)
    }

    fn first(self, backers: &Backers<'_>) -> Result<Endowment, TallyError> {
        let instance = backers.election.instance;
        let (envelope, voters) = (instance.envelope().units(), backers.voters.max(1));
        Ok(match self {
            Self::None | Self::Add1 => Endowment { numerator: envelope, denominator: voters },
            Self::EsnetAdd1 | Self::CityAdd1 => {
                let one = power_of_ten(instance.places()).unwrap_or(1);
                let whole = envelope / u128::from(voters) / one * one;
                Endowment { numerator: whole, denominator: 1 }
            }
        })
    }

    /// Whether nothing is gained by more money.
    fn ends(self, backers: &Backers<'_>, winners: &Winners) -> bool {
        let instance = backers.election.instance;
        let left = instance.envelope().after(winners.cost).unwrap_or_default();
        let unfunded = || instance.indexes().filter(|project| !winners.funded(*project));
        let supported = |project: &ProjectIndex| backers.demand(*project) > 0;
        let fits = |project: ProjectIndex| instance.cost(project) <= left;
        let exhausted = match self {
            Self::None => true,
            Self::Add1 => !unfunded().filter(supported).any(fits),
            Self::EsnetAdd1 => !unfunded().any(fits),
            Self::CityAdd1 => false,
        };
        exhausted || !unfunded().any(|project| supported(&project))
    }
}

/// The winners of one run.
struct Winners {
    cost: Money,
    bought: Vec<Option<u32>>,
}

impl Winners {
    fn funded(&self, project: ProjectIndex) -> bool {
        self.bought.get(project.position()).is_some_and(Option::is_some)
    }
}

/// Runs to the end; `None` as soon as the purchases cost more than the envelope.
fn winners(mut run: Run<'_, '_>) -> Option<Winners> {
    let instance = run.backers.election.instance;
    let mut cost = Money::default();
    while let Some(purchase) = run.buy_next() {
        cost = cost.plus(instance.cost(purchase.project));
        instance.envelope().after(cost)?;
    }
    Some(Winners { cost, bought: run.bought })
}
