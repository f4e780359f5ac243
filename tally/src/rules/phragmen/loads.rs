//! What voters carry, exactly, without a number for each of them.
//!
//! After a purchase all supporters of the project carry the same load, so a voter's load is that
//! of the last purchase they support, and a new load is `(cost + sum C_k * load_k) / supporters`
//! with whole C_k: the sums of [`Ledger`], with loads for prices and nothing at the start.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::election::Election;
use crate::error::TallyError;
use crate::fraction::Fraction;
use crate::instance::{Money, ProjectIndex};
use crate::rules::backers::Backers;
use crate::rules::equal_shares::Utility;
use crate::rules::ledger::{Endowment, Holdings, Ledger, amount};

/// The loads of all voters.
pub(super) struct Loads<'e> {
    backers: Backers<'e>,
    ledger: Ledger,
    /// By group: the last purchase that it supports.
    last: Vec<Option<u32>>,
    /// By project: how many of its supporters carry which load.
    carried: Vec<Holdings>,
    waiting: Vec<ProjectIndex>,
    /// By purchase: the load times `2^fine_bits`, rounded down.
    rounded: Vec<u128>,
    fine_bits: u32,
}

/// The projects after which their supporters would carry least.
pub(super) struct Lightest {
    /// In tie order.
    pub(super) equals: Vec<ProjectIndex>,
    /// The load, in the election's currency.
    pub(super) load: Fraction,
    /// The load is `due / (the ledger's denominator * supporters)`.
    due: BigInt,
}

impl<'e> Loads<'e> {
    /// Nobody carries anything; bounds of loads are kept on a grid of at most `finest` binary places.
    ///
    /// # Errors
    /// As [`Backers::of`]; costs whose sum times the number of voters exceeds 126 bits.
    pub(super) fn none(election: &'e Election<'e>, finest: u32) -> Result<Self, TallyError> {
        let backers = Backers::of(election, Utility::Cardinality)?;
        let instance = election.instance;
        let costs = instance.projects().iter().map(|project| project.cost);
        let total = costs.fold(Money::default(), Money::plus).units();
        let bits = 256 - total.leading_zeros() - u128::from(backers.voters).leading_zeros();
        let fine_bits = 126_u32.checked_sub(bits).ok_or(TallyError::AmountsTooLarge)?;
        let supported = |project: &ProjectIndex| backers.demand(*project) > 0;
        Ok(Self {
            ledger: Ledger::open(Endowment { numerator: 0, denominator: 1 }),
            last: vec![None; backers.weights.len()],
            carried: vec![Holdings::default(); instance.projects().len()],
            waiting: instance.indexes().filter(supported).collect(),
            rounded: Vec::new(),
            fine_bits: fine_bits.min(finest),
            backers,
        })
    }

    /// Lets projects go that cannot be bought any more.
    pub(super) fn retain(&mut self, mut stays: impl FnMut(ProjectIndex) -> bool) {
        self.waiting.retain(|project| stays(*project));
    }

    /// The supported projects of least load, or `None` when all are bought.
    pub(super) fn lightest(&self) -> Option<Lightest> {
        let floors: Vec<u128> = self.waiting.iter().map(|project| self.floor(*project)).collect();
        // The exact load lies less than two above its floor.
        let enough = floors.iter().min()?.saturating_add(2);
        let near = self.waiting.iter().zip(&floors).filter(|(_, floor)| **floor < enough);
        let mut least: Vec<(ProjectIndex, BigInt)> = Vec::new();
        for (project, _) in near {
            let due = self.due(*project);
            let first = least.first();
            match first.map_or(Ordering::Less, |(other, least)| {
                self.compare(*project, &due, *other, least)
            }) {
                Ordering::Less => least = vec![(*project, due)],
                Ordering::Equal => least.push((*project, due)),
                Ordering::Greater => {}
            }
        }
        let ties = self.backers.election.ties;
        least.sort_by_key(|(project, _)| ties.rank(*project));
        let equals = least.iter().map(|(project, _)| *project).collect();
        let (project, due) = least.into_iter().next()?;
        let below = self.ledger.denominator() * self.supporters(project);
        let load = Fraction::new(amount(&due), below)?;
        let load = load.scaled_down(self.backers.election.instance.places());
        Some(Lightest { equals, load, due })
    }

    /// Lets the supporters of the first of the lightest carry it.
    pub(super) fn place(&mut self, lightest: Lightest) {
        let Lightest { equals, due, .. } = lightest;
        let Some(project) = equals.first().copied() else { return };
        let purchase = self.ledger.purchases() as u32;
        self.waiting.retain(|waiting| *waiting != project);
        let supporters = self.supporters(project);
        let fine = (amount(&due) << self.fine_bits) / (self.ledger.denominator() * supporters);
        // At most the total cost times 2^fine_bits.
        self.rounded.push(u128::try_from(fine).unwrap_or(u128::MAX));
        self.ledger.note(due, supporters);
        for backer in self.backers.of_project(project) {
            let last = self.last.get_mut(backer.group as usize);
            let before = last.and_then(|last| last.replace(purchase));
            let voters = u128::from(backer.weight);
            let ballot = self.backers.ballots.get(backer.group as usize);
            for entry in ballot.iter().flat_map(|ballot| ballot.entries) {
                if self.backers.utility.worth(self.backers.election.profile, *entry) > 0
                    && let Some(carried) = self.carried.get_mut(entry.project.position())
                {
                    carried.paid.resize(self.ledger.purchases(), 0);
                    shift(&mut carried.paid, before, purchase, voters);
                }
            }
        }
    }

    /// A project's new load times `2^fine_bits`, rounded down.
    fn floor(&self, project: ProjectIndex) -> u128 {
        let cost = self.backers.election.instance.cost(project).units() << self.fine_bits;
        let carried = self.carried.get(project.position());
        let carried = carried.iter().flat_map(|carried| carried.paid.iter().zip(&self.rounded));
        // The scale was chosen so that no sum exceeds 127 bits.
        let sum = carried.fold(cost, |sum, (voters, load)| sum.saturating_add(voters * load));
        sum / u128::from(self.supporters(project)).max(1)
    }

    fn due(&self, project: ProjectIndex) -> BigInt {
        let cost = self.backers.election.instance.cost(project).units();
        let none = Holdings::default();
        self.ledger.due(cost, self.carried.get(project.position()).unwrap_or(&none))
    }

    fn compare(
        &self,
        a: ProjectIndex,
        due_a: &BigInt,
        b: ProjectIndex,
        due_b: &BigInt,
    ) -> Ordering {
        (due_a * self.supporters(b)).cmp(&(due_b * self.supporters(a)))
    }

    fn supporters(&self, project: ProjectIndex) -> u64 {
        self.backers.demand(project)
    }
}

/// These voters carry the load of another purchase now.
fn shift(carried: &mut [u128], from: Option<u32>, to: u32, voters: u128) {
    if let Some(before) = from.and_then(|from| carried.get_mut(from as usize)) {
        *before = before.saturating_sub(voters);
    }
    if let Some(now) = carried.get_mut(to as usize) {
        *now += voters;
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;
    use crate::decimal::Decimal;
    use crate::instance::Instance;
    use crate::profile::{BallotKind, ProfileBuilder};
    use crate::ties::TieOrder;

    /// Whether in all rounds each load lies from its floor to less than two more, and the one
    /// that is found is the least.
    fn floors_hold(costs: &[u64], ballots: &[Vec<bool>], finest: u32) -> bool {
        let projects = ('a'..).map(String::from).zip(costs.iter().map(|cost| (*cost).into()));
        let envelope = Decimal::from(costs.iter().sum::<u64>());
        let instance = Instance::new(envelope, projects).unwrap();
        let mut builder = ProfileBuilder::new(BallotKind::Approval, &instance);
        for ballot in ballots {
            let approved = instance.indexes().zip(ballot).filter(|(_, approved)| **approved);
            builder.add_set(approved.map(|(project, _)| project), 1).unwrap();
        }
        let (profile, ties) = (builder.build(), TieOrder::by_id(&instance));
        let election = Election::new(&instance, &profile, &ties).unwrap();
        let mut loads = Loads::none(&election, finest).unwrap();
        let mut hold = true;
        while let Some(lightest) = loads.lightest() {
            for project in loads.waiting.iter().copied() {
                let one = loads.ledger.denominator() * loads.supporters(project);
                let load = amount(&loads.due(project)) << loads.fine_bits;
                let floor = BigUint::from(loads.floor(project));
                hold &= &floor * &one <= load && load < (floor + 2_u8) * one;
            }
            let due = |project| (loads.due(project), loads.supporters(project));
            let (least, own) = due(lightest.equals[0]);
            let lighter = |(due, supporters)| due * own < &least * supporters;
            hold &= !loads.waiting.iter().copied().map(due).any(lighter);
            loads.place(lightest);
        }
        hold
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn a_load_lies_less_than_two_above_its_floor_and_the_least_is_found(
            costs in prop::collection::vec(1_u64..12, 8),
            ballots in prop::collection::vec(prop::collection::vec(any::<bool>(), 8), 1..9),
            finest in 0_u32..3,
        ) {
            prop_assert!(floors_hold(&costs, &ballots, finest));
        }
    }
}
