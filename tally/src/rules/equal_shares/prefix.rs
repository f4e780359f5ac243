//! The purchases with which all runs of a completion begin, up to some endowment.
//!
//! What limits how far a run says anything of others is mostly a late purchase, when many have
//! spent their last. The purchases before it are certain for longer, and the next runs need not
//! ask again who comes first.

use crate::instance::ProjectIndex;

/// Purchases from the first on, each certain up to an endowment not above that of the one before.
#[derive(Default)]
pub(super) struct Prefix {
    purchases: Vec<Known>,
}

#[derive(Clone, Copy)]
struct Known {
    project: ProjectIndex,
    /// The greatest numerator of the endowment for which it and all before it are certain.
    until: u128,
}

impl Prefix {
    /// Forgets what is not certain for an endowment of this numerator; it only grows.
    pub(super) fn keep(&mut self, numerator: u128) {
        let certain = self.purchases.iter().take_while(|known| known.until >= numerator).count();
        self.purchases.truncate(certain);
    }

    /// The purchase number `place`, if it is certain up to this numerator.
    pub(super) fn get(&self, place: usize, until: u128) -> Option<ProjectIndex> {
        let known = self.purchases.get(place).filter(|known| known.until >= until);
        known.map(|known| known.project)
    }

    /// Purchase number `place` is this, and it and all before it are certain up to `until`.
    pub(super) fn note(&mut self, place: usize, project: ProjectIndex, until: u128) {
        if let Some(known) = self.purchases.get_mut(place) {
            known.until = known.until.max(until);
        } else if place == self.purchases.len() {
            self.purchases.push(Known { project, until });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use crate::instance::Instance;

    #[test]
    fn forgets_what_is_not_certain_any_more_and_all_after_it() {
        let ids = ["a", "b", "c"].map(|id| (id.to_owned(), Decimal::from(1)));
        let instance = Instance::new(Decimal::from(1), ids).unwrap();
        let all: Vec<ProjectIndex> = instance.indexes().collect();
        let mut prefix = Prefix::default();
        for (place, (project, until)) in all.iter().zip([9, 7, 5]).enumerate() {
            prefix.note(place, *project, until);
        }
        // What is certain for longer is not shortened, and nothing is left out.
        prefix.note(0, all[0], 8);
        prefix.note(4, all[2], 8);
        assert_eq!(prefix.get(0, 9), Some(all[0]));
        assert_eq!(prefix.get(0, 10), None);
        assert_eq!(prefix.get(4, 0), None);
        prefix.keep(7);
        assert_eq!((prefix.get(1, 7), prefix.get(2, 0)), (Some(all[1]), None));
        prefix.note(2, all[2], 8);
        prefix.keep(8);
        assert_eq!((prefix.get(0, 0), prefix.get(1, 0)), (Some(all[0]), None));
    }
}
