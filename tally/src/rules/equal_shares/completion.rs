//! With how much money voters start: what is done when plain Equal Shares leaves money over.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::ahead::Ahead;
use super::prefix::Prefix;
use super::reach::Reach;
use super::run::Run;
use super::scale::Scale;
use super::sides::Sides;
use crate::decimal::power_of_ten;
use crate::error::TallyError;
use crate::instance::{Money, ProjectIndex};
use crate::rules::backers::Backers;
use crate::rules::ledger::Endowment;
use crate::wide::compare_products;

/// Where steps of 1 are too small for the sums at hand, the search would not end in a lifetime.
pub(in crate::rules) const MOST_RUNS: u32 = 4_000_000;

/// Endowments of the search whose ties are looked at: each costs a run in exact numbers.
const MOST_TIED: usize = 16;

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

/// The endowment that a completion settles on, and at which step the search ended.
pub(super) struct Settled {
    pub(super) endowment: Endowment,
    pub(super) steps: u64,
    /// Endowments on the way at which one was bought of several equal ones: in another order the
    /// search might have ended elsewhere. The first ones of each choice.
    pub(super) tied: Vec<Endowment>,
    /// For the next run.
    pub(super) sides: Sides,
}

impl Completion {
    /// After `looks_ahead` runs, each looks how many more would buy the same.
    pub(super) fn settle(
        self,
        backers: &Backers<'_>,
        scale: Scale,
        looks_ahead: u32,
    ) -> Result<Settled, TallyError> {
        let mut endowment = self.first(backers)?;
        let mut settled = Settled {
            endowment: endowment.clone(),
            steps: 0,
            tied: Vec::new(),
            sides: Sides::of(backers),
        };
        if self == Self::None || backers.voters == 0 {
            return Ok(settled);
        }
        let step = u128::from(endowment.denominator)
            * power_of_ten(backers.election.instance.places()).unwrap_or(1);
        let mut ahead = Ahead::after(looks_ahead);
        let mut prefix = Prefix::default();
        let mut ties = Ties::default();
        let mut runs = 0_u32;
        loop {
            let idle = self.idle_steps(backers, &endowment, step);
            let steps = if idle > 0 {
                idle
            } else {
                runs += 1;
                if runs > MOST_RUNS {
                    return Err(TallyError::TooManySteps);
                }
                let sides = std::mem::take(&mut settled.sides);
                let mut run = Run::start(backers, scale, endowment.clone(), sides);
                let all = buy_all(&mut run, step, &mut ahead, &mut prefix, &mut ties);
                if ties.news() {
                    settled.tied.push(endowment.clone());
                }
                let ends = all.as_ref().is_some_and(|all| self.ends(&run, all.cost));
                settled.sides = run.sides;
                let Some(all) = all else { break };
                if ends {
                    settled.endowment = endowment;
                    break;
                }
                1 + u128::from(all.same)
            };
            // The last of these steps stands unless a later one does.
            settled.endowment.numerator = raised(&endowment, step, steps - 1)?;
            endowment.numerator = raised(&endowment, step, steps)?;
            settled.steps = settled.steps.saturating_add(steps as u64);
        }
        Ok(settled)
    }

    /// How many steps from here on need no run, because neither can they cost too much nor can
    /// the completion end at them: whatever is bought is among the projects that full purses can
    /// pay, these cost no more than the envelope, and one that they leave out still fits, and
    /// stands under no limit.
    fn idle_steps(self, backers: &Backers<'_>, endowment: &Endowment, step: u128) -> u128 {
        let instance = backers.election.instance;
        let mut left = instance.envelope();
        let mut beyond: Vec<(ProjectIndex, u64)> = Vec::new();
        for project in instance.indexes().filter(|project| backers.demand(*project) > 0) {
            let (cost, supporters) = (instance.cost(project), backers.supporters(project));
            let (all, due) = (u128::from(supporters), u128::from(endowment.denominator));
            if compare_products(cost.units(), due, endowment.numerator, all) == Ordering::Greater {
                beyond.push((project, supporters));
            } else if let Some(rest) = left.after(cost) {
                left = rest;
            } else {
                return 0;
            }
        }
        let limited = |project| backers.election.limits.iter().any(|limit| limit.holds(project));
        let fits = |(project, _): &(ProjectIndex, u64)| {
            (self == Self::CityAdd1 || instance.cost(*project) <= left) && !limited(*project)
        };
        if !beyond.iter().any(fits) {
            return 0;
        }
        // Until full purses can pay one more of them.
        let steps = beyond.iter().map(|(project, supporters)| {
            let cost = instance.cost(*project).units();
            let due = cost.checked_mul(u128::from(endowment.denominator))?;
            let held = endowment.numerator.checked_mul(u128::from(*supporters))?;
            Some(due.checked_sub(held)?.div_ceil(step.checked_mul(u128::from(*supporters))?))
        });
        // Where the products exceed 128 bits, each step is run.
        steps.min().flatten().unwrap_or(0)
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

    /// Whether nothing is gained by more money, among the projects that limits still allow.
    fn ends(self, run: &Run<'_, '_>, cost: Money) -> bool {
        let instance = run.backers.election.instance;
        let left = instance.envelope().after(cost).unwrap_or_default();
        let open = |project: &ProjectIndex| {
            run.bought.get(project.position()) == Some(&None) && run.allows(*project)
        };
        let unfunded = || instance.indexes().filter(open);
        let supported = |project: &ProjectIndex| run.backers.demand(*project) > 0;
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

/// What one run bought.
struct Bought {
    cost: Money,
    /// How many further steps would buy the same.
    same: u64,
}

/// Choices among equals that were seen.
#[derive(Default)]
struct Ties {
    seen: BTreeSet<Vec<ProjectIndex>>,
    news: bool,
    told: usize,
}

impl Ties {
    fn see(&mut self, equals: &[ProjectIndex]) {
        if equals.len() > 1 && self.told < MOST_TIED && !self.seen.contains(equals) {
            self.seen.insert(equals.to_vec());
            self.news = true;
        }
    }

    /// Whether there was one that had not been seen before.
    fn news(&mut self) -> bool {
        self.told += usize::from(self.news);
        std::mem::take(&mut self.news)
    }
}

/// Runs to the end; `None` as soon as the purchases cost more than the envelope.
fn buy_all(
    run: &mut Run<'_, '_>,
    step: u128,
    ahead: &mut Ahead,
    prefix: &mut Prefix,
    ties: &mut Ties,
) -> Option<Bought> {
    let instance = run.backers.election.instance;
    let numerator = run.ledger.endowment().numerator;
    let wanted = ahead.wanted();
    let until = numerator.saturating_add(step.saturating_mul(u128::from(wanted.unwrap_or(0))));
    let mut reach = wanted.map(|steps| {
        let grains = run.scale.grains_of(steps, step, run.ledger.endowment());
        Reach::start(run, grains)
    });
    prefix.keep(numerator);
    let mut cost = Money::default();
    loop {
        let place = run.noted.len();
        let known = prefix.get(place, until);
        let known = known.and_then(|project| run.buy_known(project, reach.as_mut()));
        let Some(purchase) = known.or_else(|| run.buy_noting(reach.as_mut())) else { break };
        ties.see(&purchase.equals);
        cost = cost.plus(instance.cost(purchase.project));
        instance.envelope().after(cost)?;
        reach = reach.filter(|reach| !reach.is_lost());
        if let Some(reach) = &reach {
            let same = run.scale.steps_in(reach.so_far(), step, run.ledger.endowment());
            let same = numerator.saturating_add(step.saturating_mul(u128::from(same)));
            prefix.note(place, purchase.project, same.min(until));
        }
    }
    let grains = reach.map_or(0, |reach| reach.finish(run));
    let same = run.scale.steps_in(grains, step, run.ledger.endowment());
    let same = same.min(wanted.unwrap_or(0));
    ahead.found(same);
    Some(Bought { cost, same })
}

fn raised(endowment: &Endowment, step: u128, steps: u128) -> Result<u128, TallyError> {
    let more = step.checked_mul(steps);
    let raised = more.and_then(|more| endowment.numerator.checked_add(more));
    raised.ok_or(TallyError::AmountsTooLarge)
}
