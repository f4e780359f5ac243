//! Choices of items that no other beats in both cost and value (Nemhauser and Ullmann).

use crate::error::TallyError;

/// Items chosen so far, by what they cost and are worth.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    pub(super) cost: u128,
    pub(super) value: u128,
    /// The last taken, see [`Taken`]; 0 when nothing was.
    pub(super) last: usize,
}

/// What was taken on top of what, by number from 1.
#[derive(Debug, Default)]
pub(super) struct Taken {
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Item { place: usize, before: usize },
    Both { one: usize, other: usize },
}

impl Taken {
    pub(super) fn item(&mut self, place: usize, before: usize) -> usize {
        self.steps.push(Step::Item { place, before });
        self.steps.len()
    }

    /// All that two choices took.
    pub(super) fn both(&mut self, one: usize, other: usize) -> usize {
        if one == 0 || other == 0 {
            return one.max(other);
        }
        self.steps.push(Step::Both { one, other });
        self.steps.len()
    }

    /// # Errors
    /// More than memory should hold.
    pub(super) fn check(&self, most: usize) -> Result<(), TallyError> {
        if self.steps.len() > most { Err(TallyError::KnapsackTooLarge) } else { Ok(()) }
    }

    /// The places of all items that were taken, ascending.
    pub(super) fn places(&self, last: usize) -> Vec<usize> {
        let (mut places, mut open) = (Vec::new(), vec![last]);
        while let Some(last) = open.pop() {
            match last.checked_sub(1).and_then(|last| self.steps.get(last)) {
                Some(Step::Item { place, before }) => {
                    places.push(*place);
                    open.push(*before);
                }
                Some(Step::Both { one, other }) => open.extend([*one, *other]),
                None => {}
            }
        }
        places.sort_unstable();
        places
    }
}

/// The choices that come by ascending cost, of equal cost the most valuable first, without those
/// that are beaten; of equally valuable ones the `alike` cheapest stay.
#[derive(Debug)]
pub(super) struct Front {
    pub(super) choices: Vec<Choice>,
    alike: usize,
}

impl Front {
    pub(super) fn with_room_for(choices: usize, alike: usize) -> Self {
        Self { choices: Vec::with_capacity(choices), alike }
    }

    pub(super) fn of(mut choices: Vec<Choice>, alike: usize) -> Vec<Choice> {
        choices.sort_by(|a, b| (a.cost, b.value).cmp(&(b.cost, a.value)));
        let mut front = Self::with_room_for(choices.len(), alike);
        choices.into_iter().for_each(|choice| {
            if front.admits(choice.value) {
                front.choices.push(choice);
            }
        });
        front.choices
    }

    /// Whether the next choice stays.
    pub(super) fn admits(&self, value: u128) -> bool {
        let Some(last) = self.choices.last() else { return true };
        let cheapest = self.choices.len().checked_sub(self.alike);
        let full = || {
            let other = cheapest.and_then(|place| self.choices.get(place));
            other.is_some_and(|other| other.value == value)
        };
        value > last.value || (value == last.value && !full())
    }
}
