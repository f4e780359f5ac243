//! What some items can still add, at most.

use std::cmp::Ordering;

use super::knapsack::Item;
use crate::error::TallyError;
use crate::wide::compare_products;

/// Items by value per cost, the highest first, each with its place among the items given.
pub(super) struct Bound {
    pub(super) items: Vec<(usize, Item)>,
    /// The cost and value of all items before each place, and of all.
    sums: Vec<(u128, u128)>,
}

impl Bound {
    /// # Errors
    /// A sum above 128 bits.
    pub(super) fn of(mut items: Vec<(usize, Item)>) -> Result<Self, TallyError> {
        items.sort_by(|(_, a), (_, b)| compare_products(b.value, a.cost, a.value, b.cost));
        let mut sums = vec![(0_u128, 0_u128)];
        let mut sum = (0_u128, 0_u128);
        for (_, item) in &items {
            let both = sum.0.checked_add(item.cost).zip(sum.1.checked_add(item.value));
            sum = both.ok_or(TallyError::AmountsTooLarge)?;
            sums.push(sum);
        }
        Ok(Self { items, sums })
    }

    /// Where filling up ends, from a place on with so much left: the first item that does not fit.
    pub(super) fn end(&self, from: usize, left: u128) -> usize {
        let spent = self.sum(from).0;
        let fits = |sum: &(u128, u128)| sum.0 - spent <= left;
        let after = self.sums.get(from + 1..).unwrap_or_default();
        from + after.partition_point(fits)
    }

    /// The value of the items from one place to before another.
    pub(super) fn value(&self, from: usize, to: usize) -> u128 {
        self.sum(to).1 - self.sum(from).1
    }

    /// Whether a choice of this value, filled up with the last item in part, is worth more than
    /// `target` (Dantzig's bound).
    pub(super) fn exceeds(&self, from: usize, left: u128, value: u128, target: u128) -> bool {
        let end = self.end(from, left);
        let filled = value + self.value(from, end);
        if filled > target {
            return true;
        }
        let Some((_, part)) = self.items.get(end) else { return false };
        let left = left.saturating_sub(self.sum(end).0 - self.sum(from).0);
        compare_products(left, part.value, target - filled, part.cost) == Ordering::Greater
    }

    fn sum(&self, place: usize) -> (u128, u128) {
        self.sums.get(place).copied().unwrap_or_default()
    }
}
