//! Which of two equal projects comes first: an input of every tally.

use serde::{Deserialize, Serialize};

use crate::error::TallyError;
use crate::instance::{Instance, ProjectIndex};

/// How a [`TieOrder`] was made, for traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// Ascending project id, compared as Unicode strings.
    Id,
    /// Ascending key, one given per project.
    Key,
}

/// A strict order of all projects of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieOrder {
    rule: TieRule,
    rank: Vec<u32>,
}

impl TieOrder {
    /// Ascending id as a Unicode string: `"10"` before `"9"`.
    #[must_use]
    pub fn by_id(instance: &Instance) -> Self {
        // UTF-8 bytes order like code points.
        let mut order: Vec<ProjectIndex> = instance.indexes().collect();
        order.sort_by_key(|project| instance.id(*project));
        Self { rule: TieRule::Id, rank: ranks(&order) }
    }

    /// Ascending key, one per project in instance order; for example the 32 bytes that the
    /// protocol derives from the trustees' secret.
    ///
    /// # Errors
    /// Not one key per project; two equal keys.
    pub fn by_key<K: Ord>(instance: &Instance, keys: &[K]) -> Result<Self, TallyError> {
        if keys.len() != instance.projects().len() {
            return Err(TallyError::OtherInstance);
        }
        let mut keyed: Vec<(&K, ProjectIndex)> = keys.iter().zip(instance.indexes()).collect();
        keyed.sort();
        if keyed.iter().zip(keyed.iter().skip(1)).any(|(a, b)| a.0 == b.0) {
            return Err(TallyError::EqualTieKeys);
        }
        let order: Vec<ProjectIndex> = keyed.into_iter().map(|(_, project)| project).collect();
        Ok(Self { rule: TieRule::Key, rank: ranks(&order) })
    }

    /// The position of a project in the order; the smaller comes first.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "one rank per project of the instance")]
    pub fn rank(&self, project: ProjectIndex) -> u32 {
        self.rank[project.position()]
    }

    /// How the order was made.
    #[must_use]
    pub const fn rule(&self) -> TieRule {
        self.rule
    }

    /// The same order of some of the projects, which have their places in `kept` for indexes.
    pub(crate) fn among(&self, kept: &[ProjectIndex]) -> Self {
        Self { rule: self.rule, rank: kept.iter().map(|project| self.rank(*project)).collect() }
    }

    pub(crate) const fn projects(&self) -> usize {
        self.rank.len()
    }
}

fn ranks(order: &[ProjectIndex]) -> Vec<u32> {
    let mut rank = vec![0; order.len()];
    for (position, project) in (0..).zip(order) {
        if let Some(place) = rank.get_mut(project.position()) {
            *place = position;
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;

    fn instance(ids: &[&str]) -> Instance {
        let projects = ids.iter().map(|id| ((*id).to_owned(), Decimal::from(1)));
        Instance::new(Decimal::from(1), projects).unwrap()
    }

    fn order(ids: &[&str], ties: &TieOrder) -> Vec<String> {
        let instance = instance(ids);
        let mut order: Vec<ProjectIndex> = instance.indexes().collect();
        order.sort_by_key(|project| ties.rank(*project));
        order.into_iter().map(|project| instance.id(project).to_owned()).collect()
    }

    #[test]
    fn ids_order_as_unicode_strings() {
        let ids = ["9", "10", "b", "B", "ż", "z", "\u{1F600}", "\u{FFFD}"];
        let expected = ["10", "9", "B", "b", "z", "ż", "\u{FFFD}", "\u{1F600}"];
        assert_eq!(order(&ids, &TieOrder::by_id(&instance(&ids))), expected);
    }

    #[test]
    fn keys_order_and_must_differ() {
        let ids = ["a", "b", "c"];
        let keys = [[3_u8; 32], [1; 32], [2; 32]];
        let ties = TieOrder::by_key(&instance(&ids), &keys).unwrap();
        assert_eq!(order(&ids, &ties), ["b", "c", "a"]);
        let equal = TieOrder::by_key(&instance(&ids), &[1, 2, 1]);
        assert_eq!(equal, Err(TallyError::EqualTieKeys));
        assert_eq!(TieOrder::by_key(&instance(&ids), &[1]), Err(TallyError::OtherInstance));
    }
}
