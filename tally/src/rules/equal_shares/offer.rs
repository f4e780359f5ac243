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

/// A project that its supporters can pay, and at which price; who has less than that price asks
/// of them, [`Run::sides`] knows.
pub(super) struct Offer {
    pub(super) project: ProjectIndex,
    /// The price of one unit of worth is `due / (the ledger's denominator * demand)`.
    pub(super) due: BigInt,
    pub(super) demand: u64,
    /// The same on the scale, rounded down.
    pub(super) price: u64,
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

    /// The exact price of a project; `None` when its supporters cannot pay it.
    pub(super) fn exact_offer(&mut self, project: ProjectIndex) -> Option<Offer> {
        let cost = self.backers.election.instance.cost(project).units();
        if cost == 0 {
            let demand = self.backers.demand(project);
            return Some(Offer { project, due: BigInt::ZERO, demand, price: 0 });
        }
        loop {
            let demand = self.sides.demand(project);
            if demand == 0 {
                return None;
            }
            let due = self.ledger.due(cost, &self.holdings(self.sides.poor(project).iter()));
            let price = self.scale.exact_price(&self.ledger, &due, demand)?;
            let offer = Offer { project, due, demand, price };
            let rich = self.sides.rich(project).iter().enumerate();
            let poor = rich.filter(|(_, backer)| self.is_poor(backer, &offer));
            let poor: Vec<usize> = poor.map(|(place, _)| place).collect();
            if poor.is_empty() {
                return Some(offer);
            }
            self.sides.impoverish(project, &poor);
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
    pub(super) fn holdings<'x>(&self, backers: impl Iterator<Item = &'x Backer>) -> Holdings {
        let mut all = Holdings { voters: 0, paid: vec![0; self.ledger.purchases()] };
        for backer in backers {
            self.add_holdings(backer.group, u64::from(backer.weight), &mut all);
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

    #[expect(clippy::indexing_slicing, reason = "one purse per group, and groups come from here")]
    fn purse(&self, group: u32) -> u64 {
        self.purses[group as usize]
    }
}
