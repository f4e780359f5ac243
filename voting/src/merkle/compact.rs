//! The right edge of a growing tree.

use crate::merkle::{Hash, node_hash};

/// Roots of the complete subtrees of a tree of `size` leaves, largest first: one for each bit set
/// in `size`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompactRange {
    size: u64,
    roots: Vec<Hash>,
}

impl CompactRange {
    /// The tree without leaves.
    #[must_use]
    pub const fn new() -> Self {
        Self { size: 0, roots: Vec::new() }
    }

    /// A range that was stored.
    ///
    /// Returns `None` when the number of roots does not fit the size.
    #[must_use]
    pub fn from_parts(size: u64, roots: Vec<Hash>) -> Option<Self> {
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }

    /// Appends one leaf and tells every complete subtree that this finishes, smallest first, as
    /// `(level, index in the level, root)`; level 0 are the leaves.
    pub fn append(&mut self, leaf: Hash, mut finished: impl FnMut(u8, u64, Hash)) {
        let mut root = leaf;
        let mut level = 0u8;
        finished(level, self.size, root);
        while self.size >> level & 1 == 1 {
            let Some(left) = self.roots.pop() else { break };
            root = node_hash(&left, &root);
            level += 1;
            finished(level, self.size >> level, root);
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the complete subtrees, largest first.
    #[must_use]
    pub fn roots(&self) -> &[Hash] {
        &self.roots
    }

    /// Root of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.roots
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right))
            .unwrap_or(Hash::EMPTY)
    }
}

/// Root of the tree over `leaves`.
pub fn root_of(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let mut range = CompactRange::new();
    for leaf in leaves {
        range.append(leaf, |_, _, _| ());
    }
    range.root()
}
