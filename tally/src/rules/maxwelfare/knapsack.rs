//! The 0-1 knapsack, exactly, also with limits of groups of items.
//!
//! Of all choices among the items so far only those are kept that no other beats, and of these
//! only those that could still beat the best choice known: filled up with the items to come, the
//! last of them in part, they must be worth more. Groups under a limit come first, each solved
//! for itself (`groups.rs`); then the other items by value per cost, the highest first.

use std::cmp::Ordering;

use super::bound::Bound;
use super::choices::{Choice, Front, Taken};
use crate::error::TallyError;

/// How many choices may be held at once; real elections need thousands.
pub(in crate::rules) const MOST_CHOICES: usize = 4_000_000;

/// How many may be kept note of for each that may be held: over all items, what each took.
pub(super) const TAKEN_FOR_EACH: usize = 16;

/// How many may be kept note of in all.
pub(in crate::rules) const MOST_TAKEN: usize = TAKEN_FOR_EACH * MOST_CHOICES;

/// As many for the question whether another choice is as good: no answer is better than none.
const MOST_FOR_ANOTHER: usize = 1_000_000;

/// Something that costs and is worth something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) cost: u128,
    pub(super) value: u128,
}

/// Items of which only some may be chosen.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Their places.
    pub(super) places: Vec<usize>,
    /// How many at most.
    pub(super) number: Option<u32>,
    /// For how much at most.
    pub(super) room: Option<u128>,
}

/// Items, groups of them that do not overlap, and the room for all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Problem<'p> {
    pub(super) items: &'p [Item],
    pub(super) groups: &'p [Group],
    pub(super) room: u128,
}

/// The places of items that are worth most together. Worthless items stay out.
///
/// # Errors
/// A sum above 128 bits; more choices than memory should hold.
pub(super) fn best(problem: Problem<'_>) -> Result<Vec<usize>, TallyError> {
    let mut search = Search::new(problem, 1, MOST_CHOICES)?;
    if !problem.groups.is_empty() {
        search.start_well();
    }
    let choices = search.groups()?;
    let choices = search.free(choices, true)?;
    let end = search.free.items.len();
    choices.iter().for_each(|choice| search.fill(*choice, end));
    Ok(search.chosen())
}

/// Other items that are worth as much as the best ones, if there are any.
///
/// # Errors
/// More choices than are worth the answer.
pub(super) fn another(
    problem: Problem<'_>,
    best: &[usize],
) -> Result<Option<Vec<usize>>, TallyError> {
    let most = best.iter().filter_map(|place| problem.items.get(*place)).map(|item| item.value);
    let most: u128 = most.sum();
    // Nothing at all is chosen in one way only.
    let Some(below) = most.checked_sub(1) else { return Ok(None) };
    // Of equally valuable choices the two cheapest stay, to the end.
    let mut search = Search::new(problem, 2, MOST_FOR_ANOTHER)?;
    search.best.value = below;
    let choices = search.groups()?;
    let choices = search.free(choices, false)?;
    let equal = choices.iter().filter(|choice| choice.value == most);
    let mut equal = equal.map(|choice| search.taken.places(choice.last));
    Ok(equal.find(|places| places != best))
}

/// A choice filled up with the free items from `from` to before `to`.
#[derive(Clone, Copy, Debug, Default)]
struct Filled {
    value: u128,
    last: usize,
    from: usize,
    to: usize,
}

pub(super) struct Search<'p> {
    pub(super) problem: Problem<'p>,
    /// The items of no group.
    free: Bound,
    pub(super) taken: Taken,
    best: Filled,
    /// How many of equally valuable choices stay.
    pub(super) alike: usize,
    pub(super) most: usize,
}

impl<'p> Search<'p> {
    fn new(problem: Problem<'p>, alike: usize, most: usize) -> Result<Self, TallyError> {
        // All sums to come are sums of some of these.
        Bound::of(problem.useful(0..problem.items.len()))?;
        let grouped =
            |place: &usize| problem.groups.iter().any(|group| group.places.contains(place));
        let free = (0..problem.items.len()).filter(|place| !grouped(place));
        let free = Bound::of(problem.useful(free))?;
        let (taken, best) = (Taken::default(), Filled::default());
        Ok(Self { problem, free, taken, best, alike, most })
    }

    /// What a choice must be worth more than.
    pub(super) const fn target(&self) -> u128 {
        self.best.value
    }

    /// Takes for the best known what is taken item by item: groups are bounded only from above.
    fn start_well(&mut self) {
        let Problem { items, groups, room } = self.problem;
        let Ok(order) = Bound::of(self.problem.useful(0..items.len())) else { return };
        let mut used: Vec<(u32, u128)> = vec![(0, 0); groups.len()];
        let mut choice = Choice::default();
        for (place, item) in order.items {
            let mut fits = choice.cost + item.cost <= room;
            let own = groups.iter().zip(&mut used).find(|(group, _)| group.places.contains(&place));
            if let Some((group, (number, cost))) = own {
                fits &= group.number.is_none_or(|most| *number < most)
                    && group.room.is_none_or(|room| *cost + item.cost <= room);
                if fits {
                    (*number, *cost) = (*number + 1, *cost + item.cost);
                }
            }
            if fits {
                let last = self.taken.item(place, choice.last);
                let (cost, value) = (choice.cost + item.cost, choice.value + item.value);
                choice = Choice { cost, value, last };
            }
        }
        self.best = Filled { value: choice.value, last: choice.last, from: 0, to: 0 };
    }

    /// All choices of the free items on top of these.
    fn free(&mut self, mut choices: Vec<Choice>, fill: bool) -> Result<Vec<Choice>, TallyError> {
        for next in 0..self.free.items.len() {
            if fill {
                choices.iter().for_each(|choice| self.fill(*choice, next));
            }
            let (room, target) = (self.problem.room, self.best.value);
            choices.retain(|choice| {
                self.free.exceeds(next, room.saturating_sub(choice.cost), choice.value, target)
            });
            choices = self.with_item(choices, next);
            if choices.len() > self.most {
                return Err(TallyError::KnapsackTooLarge);
            }
            self.taken.check(TAKEN_FOR_EACH * self.most)?;
        }
        Ok(choices)
    }

    /// Notes a choice, filled up from a free item on, when it is the best so far.
    fn fill(&mut self, choice: Choice, next: usize) {
        let to = self.free.end(next, self.problem.room.saturating_sub(choice.cost));
        let value = choice.value + self.free.value(next, to);
        if value > self.best.value {
            self.best = Filled { value, last: choice.last, from: next, to };
        }
    }

    /// All choices without and with a free item, those beaten left out, by ascending cost.
    fn with_item(&mut self, choices: Vec<Choice>, next: usize) -> Vec<Choice> {
        let Some((place, item)) = self.free.items.get(next).copied() else { return choices };
        let mut merged = Front::with_room_for(choices.len() * 2, self.alike);
        let room = self.problem.room;
        let more = choices.iter().filter(|choice| choice.cost + item.cost <= room).copied();
        let mut with = more.peekable();
        let mut without = choices.iter().copied().peekable();
        loop {
            let first = match (without.peek(), with.peek()) {
                (Some(a), Some(b)) => order(a, b, item) != Ordering::Greater,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => return merged.choices,
            };
            let candidate = if first { without.next() } else { with.next() };
            let Some(mut choice) = candidate else { return merged.choices };
            if !first {
                choice.cost += item.cost;
                choice.value += item.value;
            }
            if merged.admits(choice.value) {
                if !first {
                    choice.last = self.taken.item(place, choice.last);
                }
                merged.choices.push(choice);
            }
        }
    }

    /// The places, among the items given, of the best choice, ascending.
    fn chosen(&self) -> Vec<usize> {
        let Filled { last, from, to, .. } = self.best;
        let mut chosen = self.taken.places(last);
        let filled = self.free.items.get(from..to).unwrap_or_default();
        chosen.extend(filled.iter().map(|(place, _)| *place));
        chosen.sort_unstable();
        chosen
    }
}

impl Problem<'_> {
    /// Of these places, the items that are worth something and fit alone.
    pub(super) fn useful(&self, places: impl Iterator<Item = usize>) -> Vec<(usize, Item)> {
        let item = |place: usize| self.items.get(place).map(|item| (place, *item));
        let fits = |(_, item): &(usize, Item)| item.value > 0 && item.cost <= self.room;
        places.filter_map(item).filter(fits).collect()
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

    fn allowed(problem: Problem<'_>, chosen: &[usize]) -> bool {
        let keeps = |group: &Group| {
            let own = || chosen.iter().copied().filter(|place| group.places.contains(place));
            group.number.is_none_or(|most| own().count() <= most as usize)
                && group.room.is_none_or(|room| sum(problem.items, own()).0 <= room)
        };
        sum(problem.items, chosen.iter().copied()).0 <= problem.room
            && problem.groups.iter().all(keeps)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_choice_is_worth_more_and_another_one_is_found(
            items in prop::collection::vec((0_u128..40, 0_u128..25, 0_usize..5), 0..11),
            room in 0_u128..200,
            limits in prop::collection::vec(
                (prop::option::of(0_u32..4), prop::option::of(0_u128..80)), 3),
        ) {
            let groups: Vec<Group> = limits.iter().enumerate().map(|(own, (number, room))| {
                let places = (0..items.len()).filter(|place| items[*place].2 == own).collect();
                Group { places, number: *number, room: *room }
            }).collect();
            let items: Vec<Item> =
                items.into_iter().map(|(cost, value, _)| Item { cost, value }).collect();
            for groups in [&groups[..], &[]] {
                let problem = Problem { items: &items, groups, room };
                let choice = |bits: u32| (0..items.len()).filter(move |place| bits >> place & 1 == 1);
                let choices = (0..1_u32 << items.len()).map(|bits| choice(bits).collect::<Vec<_>>());
                let choices: Vec<Vec<usize>> =
                    choices.filter(|choice| allowed(problem, choice)).collect();
                let value = |choice: &[usize]| sum(&items, choice.iter().copied()).1;
                let most = choices.iter().map(|choice| value(choice)).max().unwrap();
                let chosen = best(problem).unwrap();
                prop_assert!(allowed(problem, &chosen));
                prop_assert_eq!(value(&chosen), most);
                let useful = |choice: &&Vec<usize>| choice.iter().all(|p| items[*p].value > 0);
                let equal = choices.iter().filter(useful).filter(|c| value(c) == most).count();
                let another = another(problem, &chosen).unwrap();
                prop_assert_eq!(another.is_some(), equal > 1);
                if let Some(another) = another {
                    prop_assert!(allowed(problem, &another) && another != chosen);
                    prop_assert_eq!(value(&another), most);
                }
            }
        }
    }

    #[test]
    fn sums_above_128_bits_are_refused() {
        let items = &[Item { cost: 1, value: u128::MAX }; 2];
        let problem = Problem { items, groups: &[], room: 2 };
        assert_eq!(best(problem), Err(TallyError::AmountsTooLarge));
    }
}
