//! What was bought, written up exactly: only when somebody asks.
//!
//! Bounds decide nearly every round. What they decided can be written up later: whoever gave all
//! they had spent it at that purchase, and what they had is what all others of that time had,
//! the endowment less the purchases before that they support.

use super::run::Run;
use crate::instance::ProjectIndex;
use crate::rules::backers::Backer;
use crate::rules::ledger::Holdings;

/// A purchase whose price may not be in the ledger yet.
#[derive(Clone, Copy)]
pub(super) struct Noted {
    pub(super) project: ProjectIndex,
    /// Of those who paid the price.
    pub(super) demand: u64,
}

/// Of a group that has not spent its last: later than any purchase.
pub(super) const NEVER: u32 = u32::MAX;

impl Run<'_, '_> {
    /// Brings the ledger up to date.
    pub(super) fn write_up(&mut self) {
        while let Some(Noted { project, demand }) = self.noted.get(self.ledger.purchases()).copied()
        {
            let purchase = self.ledger.purchases() as u32;
            let backers = self.backers.of_project(project).iter();
            let gave = backers.filter(|backer| self.spent_at(backer.group) == purchase);
            let cost = self.backers.election.instance.cost(project).units();
            let due = self.ledger.due(cost, &self.holdings(gave));
            self.ledger.note(due, demand);
        }
    }

    /// What these backers held together before the first purchase that is not in the ledger.
    pub(super) fn holdings<'x>(&self, backers: impl IntoIterator<Item = &'x Backer>) -> Holdings {
        let mut all = Holdings { voters: 0, paid: vec![0; self.ledger.purchases()] };
        for backer in backers {
            self.add_holdings(backer.group, u64::from(backer.weight), &mut all);
        }
        all
    }

    pub(super) fn holdings_of_one(&self, group: u32) -> Holdings {
        let mut one = Holdings { voters: 0, paid: vec![0; self.ledger.purchases()] };
        self.add_holdings(group, 1, &mut one);
        one
    }

    /// Those who have spent their last hold nothing; the others paid all they support in full.
    fn add_holdings(&self, group: u32, voters: u64, all: &mut Holdings) {
        let solvent = self.spent_at(group) as usize >= self.ledger.purchases();
        let ballot = self.backers.ballots.get(group as usize);
        let Some(ballot) = ballot.filter(|_| solvent) else { return };
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

    fn spent_at(&self, group: u32) -> u32 {
        self.spent_at.get(group as usize).copied().unwrap_or(NEVER)
    }
}
