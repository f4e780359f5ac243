//! Which projects are chosen, and why another cannot be.

use std::collections::BTreeSet;

use super::offer::{Kind, Offer, Rules};

/// The chosen projects, by position in the offer. It never holds more than the rules allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    rules: Rules,
    costs: Vec<u64>,
    chosen: BTreeSet<usize>,
}

/// Why a project cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// As many as allowed are chosen.
    Full {
        /// How many that is.
        max: u16,
    },
    /// It costs more than is left.
    Money {
        /// What it costs.
        cost: u64,
        /// What is left.
        left: u64,
    },
}

impl Choices {
    /// Nothing chosen.
    #[must_use]
    pub fn none(offer: &Offer) -> Self {
        let costs = offer.projects.iter().map(|project| project.cost).collect();
        Self { rules: offer.rules, costs, chosen: BTreeSet::new() }
    }

    /// The rules that these choices keep.
    #[must_use]
    pub const fn rules(&self) -> Rules {
        self.rules
    }

    /// Positions of the chosen projects, ascending.
    pub fn chosen(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied()
    }

    /// Whether a project is chosen.
    #[must_use]
    pub fn holds(&self, position: usize) -> bool {
        self.chosen.contains(&position)
    }

    /// How many are chosen.
    #[must_use]
    pub fn count(&self) -> usize {
        self.chosen.len()
    }

    /// What the chosen projects cost together, in so'm.
    #[must_use]
    pub fn spent(&self) -> u64 {
        self.chosen().filter_map(|position| self.costs.get(position)).sum()
    }

    /// What is left of the envelope; `None` where the ballot has no purse.
    #[must_use]
    pub fn left(&self) -> Option<u64> {
        (self.rules.kind == Kind::Knapsack)
            .then(|| self.rules.envelope.saturating_sub(self.spent()))
    }

    /// Why a project cannot be chosen now; `None` for one that can be or is.
    #[must_use]
    pub fn bar(&self, position: usize) -> Option<Bar> {
        if self.holds(position) || self.rules.kind == Kind::ChooseOne {
            return None;
        }
        let cost = self.costs.get(position).copied()?;
        if self.count() >= usize::from(self.rules.max) {
            return Some(Bar::Full { max: self.rules.max });
        }
        self.left().filter(|left| cost > *left).map(|left| Bar::Money { cost, left })
    }

    /// Chooses a project, in the place of another where only one is allowed. What is barred or
    /// not on the ballot stays out.
    pub fn add(&mut self, position: usize) {
        if position >= self.costs.len() || self.bar(position).is_some() {
            return;
        }
        if self.rules.kind == Kind::ChooseOne {
            self.chosen.clear();
        }
        self.chosen.insert(position);
    }

    /// Takes a project off.
    pub fn remove(&mut self, position: usize) {
        self.chosen.remove(&position);
    }

    /// Whether so many may be cast.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.count() >= usize::from(self.rules.min)
    }

    /// Cost of each chosen project, per mille of the envelope (knapsack), else an equal part of
    /// `max` for each.
    #[must_use]
    pub fn parts(&self) -> Vec<u16> {
        let whole = match self.rules.kind {
            Kind::Knapsack => u128::from(self.rules.envelope),
            Kind::ChooseOne | Kind::Approval => u128::from(self.rules.max),
        };
        let share = |position: usize| {
            let part = match self.rules.kind {
                Kind::Knapsack => self.costs.get(position).copied().map_or(0, u128::from),
                Kind::ChooseOne | Kind::Approval => 1,
            };
            u16::try_from(part * 1000 / whole.max(1)).unwrap_or(1000)
        };
        self.chosen().map(share).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::offer;
    use super::*;
    use proptest::prelude::*;

    fn choices(kind: Kind, max: u16, envelope: u64, costs: &[u64]) -> Choices {
        Choices::none(&offer(Rules { kind, min: 1, max, envelope }, costs))
    }

    #[test]
    fn a_full_ballot_bars_the_rest_with_its_limit() {
        let mut choices = choices(Kind::Approval, 2, 0, &[5, 6, 7]);
        choices.add(0);
        choices.add(1);
        assert_eq!(choices.bar(2), Some(Bar::Full { max: 2 }));
        choices.add(2);
        assert_eq!(choices.chosen().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(choices.bar(0), None, "what is chosen can be taken off");
        choices.remove(0);
        assert_eq!(choices.bar(2), None);
    }

    #[test]
    fn a_purse_bars_what_it_cannot_pay_with_both_sums() {
        let mut choices = choices(Kind::Knapsack, 9, 10, &[6, 5, 4]);
        choices.add(0);
        assert_eq!(choices.left(), Some(4));
        assert_eq!(choices.bar(1), Some(Bar::Money { cost: 5, left: 4 }));
        choices.add(2);
        assert_eq!((choices.spent(), choices.left()), (10, Some(0)));
        assert_eq!(choices.parts(), [600, 400]);
    }

    #[test]
    fn of_one_choice_the_last_counts() {
        let mut choices = choices(Kind::ChooseOne, 1, 0, &[1, 2]);
        choices.add(0);
        choices.add(1);
        assert_eq!(choices.chosen().collect::<Vec<_>>(), [1]);
        assert!(choices.left().is_none());
        choices.remove(1);
        assert!(!choices.is_enough());
    }

    proptest! {
        #[test]
        fn never_more_than_allowed_and_totals_are_exact(
            costs in prop::collection::vec(1..1_u64 << 50, 1..12),
            (max, envelope) in (1..6_u16, 1..1_u64 << 52),
            kind in prop::sample::select(vec![Kind::ChooseOne, Kind::Approval, Kind::Knapsack]),
            acts in prop::collection::vec((any::<bool>(), 0..14_usize), 0..60),
        ) {
            let max = if kind == Kind::ChooseOne { 1 } else { max };
            let mut choices = choices(kind, max, envelope, &costs);
            for (add, position) in acts {
                let barred = choices.bar(position).is_some();
                if add { choices.add(position) } else { choices.remove(position) }
                if barred && add {
                    prop_assert!(!choices.holds(position));
                }
                let spent: u64 = choices.chosen().map(|position| costs[position]).sum();
                prop_assert_eq!(choices.spent(), spent);
                prop_assert!(choices.count() <= usize::from(max));
                if kind == Kind::Knapsack {
                    prop_assert!(spent <= envelope);
                    prop_assert_eq!(choices.left(), Some(envelope - spent));
                    prop_assert!(choices.parts().iter().map(|part| u32::from(*part)).sum::<u32>() <= 1000);
                }
            }
        }
    }
}
