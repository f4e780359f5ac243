//! The 0-1 knapsack, exactly.
//!
//! Items come by value per cost, the highest first. Of all choices among the items so far only
//! those are kept that no other beats in both cost and value (Nemhauser and Ullmann), and of
//! these only those that could still beat the best choice known: filled up with the items to
//! come, the last of them in part, they must be worth more (Dantzig's bound).

use std::cmp::Ordering;

use crate::error::TallyError;
use crate::wide::compare_products;

/// How many choices may be held at once; real elections need thousands.
const MOST_CHOICES: usize = 4_000_000;

/// Something that costs and is worth something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) cost: u128,
    pub(super) value: u128,
}

/// The places of items that are worth most together within `room`. Worthless items stay out.
///
/// # Errors
/// A sum above 128 bits; more choices than memory should hold.
pub(super) fn best(items: &[Item], room: u128) -> Result<Vec<usize>, TallyError> {
    let search = Search::new(items, room)?;
    let mut chosen = search.run()?;
    chosen.sort_unstable();
    Ok(chosen)
}

/// A choice among the items looked at so far.
#[derive(Clone, Copy, Debug)]
struct Choice {
    cost: u128,
    value: u128,
    /// The last taken, as a place in `Search::taken` plus one; 0 when nothing was.
    last: usize,
}

/// One item taken on top of an earlier choice.
#[derive(Clone, Copy, Debug)]
struct Taken {
    item: usize,
    before: usize,
}

/// A choice filled up with the items from `from` to before `to`.
#[derive(Clone, Copy, Debug)]
struct Filled {
    value: u128,
    last: usize,
    from: usize,
    to: usize,
}

struct Search {
    /// Sorted, each with its place among the items given.
    items: Vec<(usize, Item)>,
    /// The cost and value of all items before each place, and of all.
    sums: Vec<(u128, u128)>,
    room: u128,
    taken: Vec<Taken>,
    best: Filled,
}

impl Search {
    fn new(items: &[Item], room: u128) -> Result<Self, TallyError> {
        let fits = |(_, item): &(usize, Item)| item.value > 0 && item.cost <= room;
        let mut items: Vec<(usize, Item)> =
            items.iter().copied().enumerate().filter(fits).collect();
        items.sort_by(|(_, a), (_, b)| compare_products(b.value, a.cost, a.value, b.cost));
        let mut sums = vec![(0_u128, 0_u128)];
        let mut sum = (0_u128, 0_u128);
        for (_, item) in &items {
            let both = sum.0.checked_add(item.cost).zip(sum.1.checked_add(item.value));
            sum = both.ok_or(TallyError::AmountsTooLarge)?;
            sums.push(sum);
        }
        let best = Filled { value: 0, last: 0, from: 0, to: 0 };
        Ok(Self { items, sums, room, taken: Vec::new(), best })
    }

    fn run(mut self) -> Result<Vec<usize>, TallyError> {
        let mut choices = vec![Choice { cost: 0, value: 0, last: 0 }];
        for next in 0..self.items.len() {
            for choice in &choices {
                self.fill(*choice, next);
            }
            choices.retain(|choice| self.can_win(*choice, next));
            choices = self.with_item(choices, next);
            if choices.len() > MOST_CHOICES || self.taken.len() > 16 * MOST_CHOICES {
                return Err(TallyError::KnapsackTooLarge);
            }
        }
        let end = self.items.len();
        choices.iter().for_each(|choice| self.fill(*choice, end));
        Ok(self.places(self.best))
    }

    /// Where filling a choice up from `next` ends: the first item that does not fit.
    fn end_of_fill(&self, choice: Choice, next: usize) -> usize {
        let spent = self.sum(next).0;
        let left = self.room.saturating_sub(choice.cost);
        let fits = |sum: &(u128, u128)| sum.0 - spent <= left;
        let after = self.sums.get(next + 1..).unwrap_or_default();
        next + after.partition_point(fits)
    }

    fn sum(&self, place: usize) -> (u128, u128) {
        self.sums.get(place).copied().unwrap_or_default()
    }

    fn filled_value(&self, choice: Choice, next: usize, end: usize) -> u128 {
        choice.value + (self.sum(end).1 - self.sum(next).1)
    }

    /// Notes a choice, filled up, when it is the best so far.
    fn fill(&mut self, choice: Choice, next: usize) {
        let to = self.end_of_fill(choice, next);
        let value = self.filled_value(choice, next, to);
        if value > self.best.value {
            self.best = Filled { value, last: choice.last, from: next, to };
        }
    }

    /// Whether a choice, filled up with the last item in part, is worth more than the best.
    fn can_win(&self, choice: Choice, next: usize) -> bool {
        let end = self.end_of_fill(choice, next);
        let wanted = self.best.value.saturating_sub(self.filled_value(choice, next, end));
        let Some((_, part)) = self.items.get(end) else { return false };
        let spent = choice.cost + (self.sum(end).0 - self.sum(next).0);
        let left = self.room.saturating_sub(spent);
        compare_products(left, part.value, wanted, part.cost) == Ordering::Greater
    }

    /// All choices without and with an item, those beaten left out, by ascending cost.
    fn with_item(&mut self, choices: Vec<Choice>, next: usize) -> Vec<Choice> {
        let Some((_, item)) = self.items.get(next).copied() else { return choices };
        let mut merged: Vec<Choice> = Vec::with_capacity(choices.len() * 2);
        let room = self.room;
        let more = choices.iter().filter(|choice| choice.cost + item.cost <= room).copied();
        let mut with = more.peekable();
        let mut without = choices.iter().copied().peekable();
        loop {
            let first = match (without.peek(), with.peek()) {
                (Some(a), Some(b)) => order(a, b, item) != Ordering::Greater,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => return merged,
            };
            let candidate = if first { without.next() } else { with.next() };
            let Some(mut choice) = candidate else { return merged };
            if !first {
                choice.cost += item.cost;
                choice.value += item.value;
            }
            if merged.last().is_none_or(|last| choice.value > last.value) {
                if !first {
                    self.taken.push(Taken { item: next, before: choice.last });
                    choice.last = self.taken.len();
                }
                merged.push(choice);
            }
        }
    }

    /// The places, among the items given, of what was chosen.
    fn places(&self, filled: Filled) -> Vec<usize> {
        let place = |item: usize| self.items.get(item).map(|(place, _)| *place);
        let mut chosen: Vec<usize> = (filled.from..filled.to).filter_map(place).collect();
        let mut last = filled.last;
        while let Some(taken) = last.checked_sub(1).and_then(|last| self.taken.get(last)) {
            chosen.extend(place(taken.item));
            last = taken.before;
        }
        chosen
    }
}

/// By cost, then the more valuable first: `a` as it is, `b` with the item.
fn order(a: &Choice, b: &Choice, item: Item) -> Ordering {
    (a.cost, b.value + item.value).cmp(&(b.cost + item.cost, a.value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(items: &[Item], chosen: impl Iterator<Item = usize>) -> (u128, u128) {
        chosen.fold((0, 0), |(cost, value), place| {
            (cost + items[place].cost, value + items[place].value)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn no_choice_is_worth_more(
            items in prop::collection::vec((0_u128..40, 0_u128..25), 0..12),
            room in 0_u128..200,
        ) {
            let items: Vec<Item> =
                items.into_iter().map(|(cost, value)| Item { cost, value }).collect();
            let choice = |bits: u32| (0..items.len()).filter(move |place| bits >> place & 1 == 1);
            let sums = (0..1_u32 << items.len()).map(|bits| sum(&items, choice(bits)));
            let most = sums.filter(|(cost, _)| *cost <= room).map(|(_, value)| value).max();
            let chosen = best(&items, room).unwrap();
            let (cost, value) = sum(&items, chosen.into_iter());
            prop_assert!(cost <= room);
            prop_assert_eq!(Some(value), most);
        }
    }

    #[test]
    fn sums_above_128_bits_are_refused() {
        let items = [Item { cost: 1, value: u128::MAX }; 2];
        assert_eq!(best(&items, 2), Err(TallyError::AmountsTooLarge));
    }
}
