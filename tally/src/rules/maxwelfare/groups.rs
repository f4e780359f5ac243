//! Groups of items under limits, each solved for itself.
//!
//! Within a group, choices are kept by their number where that is limited; of the whole group only
//! cost and value matter. What cannot beat the best choice known is left out at once, with all
//! other items to fill it up, whatever their limits.

use super::bound::Bound;
use super::choices::{Choice, Front};
use super::knapsack::{Group, Problem, Search, TAKEN_FOR_EACH};
use crate::error::TallyError;

impl Search<'_> {
    /// All choices among the items of groups.
    ///
    /// # Errors
    /// More choices than memory should hold.
    pub(super) fn groups(&mut self) -> Result<Vec<Choice>, TallyError> {
        let Problem { items, groups, room } = self.problem;
        let mut choices = vec![Choice::default()];
        for (number, group) in groups.iter().enumerate() {
            let own = self.group(group)?;
            let decided = groups.get(..=number).unwrap_or_default();
            let open = |place: &usize| !decided.iter().any(|group| group.places.contains(place));
            let rest = Bound::of(self.problem.useful((0..items.len()).filter(open)))?;
            if choices.len().saturating_mul(own.len()) > 4 * self.most {
                return Err(TallyError::KnapsackTooLarge);
            }
            let pairs = choices.iter().flat_map(|one| own.iter().map(move |other| (one, other)));
            let sums = pairs.map(|(one, other)| {
                let (cost, value) = (one.cost + other.cost, one.value + other.value);
                (Choice { cost, value, last: 0 }, one.last, other.last)
            });
            let target = self.target();
            let can_win = |(sum, ..): &(Choice, usize, usize)| {
                sum.cost <= room && rest.exceeds(0, room - sum.cost, sum.value, target)
            };
            let sums: Vec<(Choice, usize, usize)> = sums.filter(can_win).collect();
            let both = |(sum, one, other): &(Choice, usize, usize)| Choice {
                last: self.taken.both(*one, *other),
                ..*sum
            };
            choices = Front::of(sums.iter().map(both).collect(), self.alike);
            self.taken.check(TAKEN_FOR_EACH * self.most)?;
        }
        Ok(choices)
    }

    /// The choices among the items of one group.
    fn group(&mut self, group: &Group) -> Result<Vec<Choice>, TallyError> {
        let Problem { items, room, .. } = self.problem;
        let own_room = group.room.map_or(room, |own| own.min(room));
        let own = Bound::of(self.problem.useful(group.places.iter().copied()))?.items;
        let others = (0..items.len()).filter(|place| !group.places.contains(place));
        let others: Vec<usize> = others.collect();
        // By number where it is limited, all in one otherwise.
        let counted = group.number.map(|most| (most as usize).min(own.len()));
        let mut fronts = vec![Vec::new(); counted.map_or(1, |most| most + 1)];
        if let Some(first) = fronts.first_mut() {
            first.push(Choice::default());
        }
        for (next, (place, item)) in own.iter().enumerate() {
            let later = own.iter().skip(next + 1).map(|(place, _)| *place);
            let open = later.chain(others.iter().copied());
            let rest = Bound::of(self.problem.useful(open))?;
            let target = self.target();
            for number in (0..fronts.len()).rev() {
                let before = if counted.is_some() { number.checked_sub(1) } else { Some(number) };
                let before = before.and_then(|before| fronts.get(before)).into_iter().flatten();
                let mut all: Vec<Choice> = before
                    .filter(|choice| choice.cost + item.cost <= own_room)
                    .map(|choice| Choice {
                        cost: choice.cost + item.cost,
                        value: choice.value + item.value,
                        last: self.taken.item(*place, choice.last),
                    })
                    .collect();
                let Some(front) = fronts.get_mut(number) else { continue };
                all.append(front);
                all.retain(|sum| rest.exceeds(0, room - sum.cost, sum.value, target));
                *front = Front::of(all, self.alike);
                if front.len() > self.most {
                    return Err(TallyError::KnapsackTooLarge);
                }
            }
            self.taken.check(TAKEN_FOR_EACH * self.most)?;
        }
        Ok(Front::of(fronts.into_iter().flatten().collect(), self.alike))
    }
}
