//! Identical ballots, held once.

use std::hash::BuildHasher as _;

use crate::mixer::Mixing;
use crate::profile::Entry;

/// Distinct ballots in the order of their first appearance, each with its weight.
///
/// All entries lie in one arena; an open-addressing table finds the group of a ballot without
/// a second copy of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grouping {
    entries: Vec<Entry>,
    groups: Vec<Group>,
    /// Group number + 1, or 0 for a free slot; the length is a power of two, at most 3/4 full.
    slots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    end: usize,
    weight: u64,
}

impl Grouping {
    /// Adds `weight` voters with this ballot. `None` when a count would overflow.
    pub(crate) fn add(&mut self, ballot: &[Entry], weight: u64) -> Option<()> {
        if (self.groups.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        match self.find(ballot) {
            Place::Group(number) => {
                let group = self.groups.get_mut(number)?;
                group.weight = group.weight.checked_add(weight)?;
            }
            Place::Free(slot) => {
                self.entries.extend_from_slice(ballot);
                self.groups.push(Group { end: self.entries.len(), weight });
                *self.slots.get_mut(slot)? = u32::try_from(self.groups.len()).ok()?;
            }
        }
        Some(())
    }

    /// Each distinct ballot with the number of voters who cast it.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&[Entry], u64)> {
        (0..self.groups.len()).map(|number| (self.ballot(number), self.weight(number)))
    }

    fn ballot(&self, number: usize) -> &[Entry] {
        let before = number.checked_sub(1).and_then(|previous| self.groups.get(previous));
        let start = before.map_or(0, |group| group.end);
        let end = self.groups.get(number).map_or(start, |group| group.end);
        self.entries.get(start..end).unwrap_or_default()
    }

    fn weight(&self, number: usize) -> u64 {
        self.groups.get(number).map_or(0, |group| group.weight)
    }

    fn find(&self, ballot: &[Entry]) -> Place {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(ballot) as usize & mask;
        loop {
            match self.slots.get(slot).copied() {
                Some(taken) if taken > 0 => {
                    let number = taken as usize - 1;
                    if self.ballot(number) == ballot {
                        return Place::Group(number);
                    }
                    slot = (slot + 1) & mask;
                }
                _ => return Place::Free(slot),
            }
        }
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(16);
        self.slots = vec![0; length];
        for number in 0..self.groups.len() {
            let slot = self.find_free(number);
            if let Some(place) = self.slots.get_mut(slot) {
                *place = number as u32 + 1;
            }
        }
    }

    /// Where a group goes in a fresh table, in which no other group equals it.
    fn find_free(&self, number: usize) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(self.ballot(number)) as usize & mask;
        while self.slots.get(slot).is_some_and(|taken| *taken > 0) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

enum Place {
    Group(usize),
    Free(usize),
}

fn hash(ballot: &[Entry]) -> u64 {
    Mixing::default().hash_one(ballot)
}
