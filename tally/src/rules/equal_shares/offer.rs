//! The price of one project: bounded in whole grains, then exactly.
//!
//! For whatever set P of supporters gives all it has, `(cost - money of P) / demand of the rest`
//! is at most the price, since nobody pays more than they have or than the price asks; the price
//! itself is the one whose P are exactly those who have less than it asks of them. Starting from
//! any P and taking for the next those who have less than the bound asks leads there upwards.

use num_bigint::BigInt;

use super::run::Run;
use crate::instance::ProjectIndex;
use crate::rules::backers::Backer;
use crate::rules::ledger::Holdings;

/// A project that its supporters can pay, and at which price.
pub(super) struct Offer {
    pub(super) project: ProjectIndex,
    /// The price of one unit of worth is `due / (the ledger's denominator * demand)`.
    pub(super) due: BigInt,
    pub(super) demand: u64,
    /// The same on the scale, rounded down.
    pub(super) price: u64,
    /// By backer: whether they have less than the price asks of them.
    pub(super) poor: Vec<bool>,
}

impl Run<'_, '_> {
    /// A lower bound of a project's price in this round; `None` when it certainly cannot be paid.
    #[expect(clippy::indexing_slicing, reason = "one purse per group, one bound per project")]
    pub(super) fn raised_floor(&self, project: ProjectIndex) -> Option<u64> {
        let mut floor = self.floors[project.position()];
        let grains = self.grains(project);
        let backers = self.backers.of_project(project);
        loop {
            let (mut given, mut demand) = (0_u128, 0_u64);
            for backer in backers {
                let purse = self.purses[backer.group as usize];
                let weight = self.backers.weight(backer.group);
                if purse < self.scale.share(floor, backer.worth) {
                    given += u128::from(purse) * u128::from(weight);
                } else {
                    demand += u64::from(weight) * u64::from(backer.worth);
                }
            }
            // Nobody has what even this bound asks.
            let next = self.scale.price(grains.saturating_sub(given), demand)?;
            if next <= floor {
                return Some(floor);
            }
            floor = next;
        }
    }

    /// The exact price of a project; `None` when its supporters cannot pay it.
    pub(super) fn exact_offer(&self, project: ProjectIndex) -> Option<Offer> {
        let backers = self.backers.of_project(project);
        let cost = self.backers.election.instance.cost(project).units();
        if cost == 0 {
            let (demand, poor) = (self.backers.demand(project), vec![false; backers.len()]);
            return Some(Offer { project, due: BigInt::ZERO, demand, price: 0, poor });
        }
        let floor = self.floors.get(project.position()).copied().unwrap_or_default();
        let asked = |backer: &Backer| self.scale.share(floor, backer.worth);
        let mut poor: Vec<bool> =
            backers.iter().map(|backer| self.purse(backer.group) < asked(backer)).collect();
        loop {
            let rich = backers.iter().zip(&poor).filter(|(_, poor)| !**poor);
            let demand = rich.map(|(backer, _)| self.demand_of(backer)).sum::<u64>();
            if demand == 0 {
                return None;
            }
            let giving = backers.iter().zip(&poor).filter(|(_, poor)| **poor);
            let due = self.ledger.due(cost, &self.holdings(giving.map(|(backer, _)| *backer)));
            let price = self.scale.exact_price(&self.ledger, &due, demand)?;
            let offer = Offer { project, due, demand, price, poor };
            let next: Vec<bool> =
                backers.iter().map(|backer| self.is_poor(backer, &offer)).collect();
            if next == offer.poor {
                return Some(offer);
            }
            poor = next;
        }
    }

    /// Whether a backer has less than the offer's price asks, by bounds where these suffice.
    fn is_poor(&self, backer: &Backer, offer: &Offer) -> bool {
        let (purse, share) =
            (self.purse(backer.group), self.scale.share(offer.price, backer.worth));
        // The exact share lies less than two grains above `share`.
        if purse < share || purse == 0 {
            return true;
        }
        if purse.saturating_sub(self.slack) >= share + 2 {
            return false;
        }
        let one = self.holdings_of_one(backer.group);
        let money = -self.ledger.due(0, &one);
        money * offer.demand < &offer.due * backer.worth
    }

    /// What these backers hold together.
    pub(super) fn holdings(&self, backers: impl Iterator<Item = Backer>) -> Holdings {
        let mut all = Holdings { voters: 0, paid: vec![0; self.ledger.purchases()] };
        for backer in backers {
            let weight = u64::from(self.backers.weight(backer.group));
            self.add_holdings(backer.group, weight, &mut all);
        }
        all
    }

    fn holdings_of_one(&self, group: u32) -> Holdings {
        let mut one = Holdings { voters: 0, paid: vec![0; self.ledger.purchases()] };
        self.add_holdings(group, 1, &mut one);
        one
    }

    /// Those who have spent their last hold nothing; the others paid all they support in full.
    fn add_holdings(&self, group: u32, voters: u64, all: &mut Holdings) {
        let ballot = self.backers.ballots.get(group as usize);
        let Some(ballot) = ballot.filter(|_| self.purse(group) > 0) else { return };
        all.voters += voters;
        for entry in ballot.entries {
            let bought = self.bought.get(entry.project.position()).copied().flatten();
            let paid = bought.and_then(|purchase| all.paid.get_mut(purchase as usize));
            if let Some(paid) = paid {
                let worth = self.backers.utility.worth(self.backers.election.profile, *entry);
                // Sums of worths were checked to fit 64 bits.
                *paid += u128::from(worth) * u128::from(voters);
            }
        }
    }

    fn demand_of(&self, backer: &Backer) -> u64 {
        u64::from(self.backers.weight(backer.group)) * u64::from(backer.worth)
    }

    #[expect(clippy::indexing_slicing, reason = "one purse per group, and groups come from here")]
    fn purse(&self, group: u32) -> u64 {
        self.purses[group as usize]
    }
}
