//! Complete subtrees by position: what proofs are made from.

use crate::merkle::{CompactRange, Hash, node_hash};

/// Where the hashes of a log lie: memory, a database, tiles.
pub trait Nodes {
    /// Root of the complete subtree over leaves `[index << level, (index + 1) << level)`, if all
    /// of them exist.
    fn node(&self, level: u8, index: u64) -> Option<Hash>;

    /// Root of the tree over leaves `[start, end)`, where `start` is a multiple of a power of two
    /// that is at least `end - start`: MTH of RFC 6962.
    fn subtree(&self, start: u64, end: u64) -> Option<Hash> {
        let size = end.checked_sub(start).filter(|size| *size > 0)?;
        if size.is_power_of_two() {
            let level = size.trailing_zeros();
            return self.node(u8::try_from(level).ok()?, start >> level);
        }
        let middle = start + split(size);
        Some(node_hash(&self.subtree(start, middle)?, &self.subtree(middle, end)?))
    }
}

/// Largest power of two below `size` (`size` > 1): where RFC 6962 splits a tree.
pub(super) const fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

/// A tree in memory.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    levels: Vec<Vec<Hash>>,
    edge: CompactRange,
}

impl Tree {
    /// Appends one leaf.
    pub fn append(&mut self, leaf: Hash) {
        let levels = &mut self.levels;
        self.edge.append(leaf, |level, _, root| {
            let level = usize::from(level);
            if levels.len() == level {
                levels.push(Vec::new());
            }
            if let Some(row) = levels.get_mut(level) {
                row.push(root);
            }
        });
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Root of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root()
    }

    /// Root of the first `size` leaves, if there are as many.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size == 0 { Some(Hash::EMPTY) } else { self.subtree(0, size) }
    }
}

impl Nodes for Tree {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        let row = self.levels.get(usize::from(level))?;
        row.get(usize::try_from(index).ok()?).copied()
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::default();
        for leaf in leaves {
            tree.append(leaf);
        }
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{leaf_hash, root_of};
    use proptest::prelude::*;

    #[test]
    fn splits_at_the_largest_power_of_two_below() {
        assert_eq!([2, 3, 4, 5, 8, 9].map(split), [1, 2, 2, 4, 4, 8]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// The compact range, the stored levels and the recursion of the RFC agree.
        #[test]
        fn roots_agree(size in 0u64..200) {
            let leaves: Vec<Hash> = (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect();
            let tree: Tree = leaves.iter().copied().collect();
            for at in 0..=size {
                let prefix = &leaves[..usize::try_from(at).unwrap()];
                prop_assert_eq!(tree.root_at(at), Some(root_of(prefix.iter().copied())));
                prop_assert_eq!(tree.root_at(at), Some(mth(prefix)));
            }
            prop_assert_eq!(tree.root_at(size + 1), None);
            let stored = CompactRange::from_parts(size, tree.edge.roots().to_vec());
            prop_assert_eq!(stored, Some(tree.edge.clone()));
        }
    }

    /// MTH, word for word.
    fn mth(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::EMPTY,
            [leaf] => *leaf,
            _ => {
                let mut k = 1;
                while k * 2 < leaves.len() {
                    k *= 2;
                }
                node_hash(&mth(&leaves[..k]), &mth(&leaves[k..]))
            }
        }
    }
}
