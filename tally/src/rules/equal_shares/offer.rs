//! The price of one project: bounded in whole grains, and exactly where bounds leave it open.
//!
//! For whatever set P of supporters gives all it has, `(cost - money of P) / demand of the rest`
//! is at most the price, since nobody pays more than they have or than the price asks; the price
//! itself is the one whose P are exactly those who have less than it asks of them. Starting from
//! any P and taking for the next those who have less than the bound asks leads there upwards.

use num_bigint::BigInt;

use super::run::Run;
use crate::instance::ProjectIndex;
use crate::rules::backers::Backer;

/// A project that its supporters can pay, and at which price; who has less than that price asks
/// of them, [`Run::sides`] knows.
pub(super) struct Offer {
    pub(super) project: ProjectIndex,
    pub(super) demand: u64,
    /// On the scale, the price of one unit of worth is at least this,
    pub(super) price: u64,
    /// and less than this.
    pub(super) below: u64,
    /// The price is `due / (the ledger's denominator * demand)`, where that was worked out.
    pub(super) due: Option<BigInt>,
}

/// A lower bound of a price in this round.
pub(super) struct Raised {
    pub(super) floor: u64,
    /// Whether bounds give no more.
    pub(super) settled: bool,
}

impl Run<'_, '_> {
    /// Raises the lower bound of a project's price as far as bounds go, or until it comes behind
    /// `enough`; `None` when the project certainly cannot be paid.
    pub(super) fn raised_floor(
        &mut self,
        project: ProjectIndex,
        enough: u128,
        round: usize,
    ) -> Option<Raised> {
        let mut floor = self.floor(project);
        loop {
            let asked = (self.scale, floor);
            let (given, demand) = self.sides.sort_out(project, &self.purses, asked, round);
            // Nobody has what even this bound asks.
            let next = self.scale.price(self.grains(project).saturating_sub(given), demand)?;
            if next <= floor {
                return Some(Raised { floor, settled: true });
            }
            floor = next;
            if self.key(project, floor) > enough {
                return Some(Raised { floor, settled: false });
            }
        }
    }

    /// Sorts out who gives all they have, as far as bounds go; whether a project could be paid.
    pub(super) fn settle_floor(&mut self, project: ProjectIndex) -> bool {
        let round = self.noted.len() + 1;
        self.raised.get(project.position()) == Some(&round)
            || self.raised_floor(project, u128::MAX, round).is_some()
    }

    /// The price of a project whose bound is settled; `None` when its supporters cannot pay it.
    pub(super) fn offer(&mut self, project: ProjectIndex) -> Option<Offer> {
        if self.backers.election.instance.cost(project).units() == 0 {
            let demand = self.backers.demand(project);
            return Some(Offer { project, demand, price: 0, below: 1, due: Some(BigInt::ZERO) });
        }
        self.bounded_offer(project).or_else(|| self.exact_offer(project))
    }

    /// What bounds say of the price; `None` when they leave open who has less than it asks.
    fn bounded_offer(&self, project: ProjectIndex) -> Option<Offer> {
        let (mut given, mut unsure) = (0_u128, 0_u128);
        for backer in self.sides.poor(project) {
            given += u128::from(self.purse(backer.group)) * u128::from(backer.weight);
            unsure += u128::from(self.slack(backer.group)) * u128::from(backer.weight);
        }
        // The cost was rounded down.
        let due = (self.grains(project).saturating_add(1) + unsure).saturating_sub(given);
        let (price, demand) = (self.floor(project), self.sides.demand(project));
        let below = self.scale.price(due, demand)?.max(price) + 1;
        let surely_rich = |backer: &Backer| {
            let least = self.purse(backer.group).saturating_sub(self.slack(backer.group));
            least > self.scale.share(below, backer.worth)
        };
        // One asks for at most `below - price + 1` more than the other.
        let clear = self.sides.spare(project) > self.most_slack + (below - price) + 1
            || self.sides.rich(project).iter().all(surely_rich);
        clear.then_some(Offer { project, demand, price, below, due: None })
    }

    /// The exact price of a project; `None` when its supporters cannot pay it.
    fn exact_offer(&mut self, project: ProjectIndex) -> Option<Offer> {
        let cost = self.backers.election.instance.cost(project).units();
        self.write_up();
        loop {
            let demand = self.sides.demand(project);
            if demand == 0 {
                return None;
            }
            let due = self.ledger.due(cost, &self.holdings(self.sides.poor(project)));
            let price = self.scale.exact_price(&self.ledger, &due, demand)?;
            let rich = self.sides.rich(project).iter().enumerate();
            let poor = rich.filter(|(_, backer)| self.is_poor(backer, (price, &due, demand)));
            let poor: Vec<usize> = poor.map(|(place, _)| place).collect();
            if poor.is_empty() {
                return Some(Offer { project, demand, price, below: price + 1, due: Some(due) });
            }
            self.sides.impoverish(project, &poor);
        }
    }

    /// Works out the exact price of an offer, if that was not necessary so far.
    pub(super) fn work_out(&mut self, offer: &mut Offer) {
        if offer.due.is_none()
            && let Some(exact) = self.exact_offer(offer.project)
        {
            *offer = exact;
        }
    }

    /// Whether a backer has less than a price asks, by bounds where these suffice.
    fn is_poor(&self, backer: &Backer, (price, due, demand): (u64, &BigInt, u64)) -> bool {
        let (purse, share) = (self.purse(backer.group), self.scale.share(price, backer.worth));
        // The exact share lies less than two grains above `share`.
        if purse < share || purse == 0 {
            return true;
        }
        if purse.saturating_sub(self.slack(backer.group)) >= share + 2 {
            return false;
        }
        let money = -self.ledger.due(0, &self.holdings_of_one(backer.group));
        money * demand < due * backer.worth
    }

    #[expect(clippy::indexing_slicing, reason = "one purse per group, and groups come from here")]
    fn purse(&self, group: u32) -> u64 {
        self.purses[group as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "one slack per group, and groups come from here")]
    fn slack(&self, group: u32) -> u64 {
        self.slack[group as usize]
    }
}
