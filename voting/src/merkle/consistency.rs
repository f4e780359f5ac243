//! One tree is the beginning of another: RFC 6962 section 2.1.2, RFC 9162 section 2.1.4.2.

use crate::error::{Error, Result};
use crate::merkle::tree::split;
use crate::merkle::{Hash, Nodes, node_hash};

/// Nodes that both trees share, from the smaller tree's edge upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistencyProof(pub Vec<Hash>);

impl ConsistencyProof {
    /// Proves that the first `old` leaves begin the first `new` ones.
    ///
    /// # Errors
    /// When `old` is above `new` or `nodes` misses a subtree.
    pub fn new(nodes: &impl Nodes, old: u64, new: u64) -> Result<Self> {
        if old > new {
            return Err(Error::Proof("the old tree is larger than the new one"));
        }
        if old == 0 {
            return Err(Error::Proof("every tree begins with the empty one"));
        }
        if old == new {
            return Ok(Self(Vec::new()));
        }
        let (mut start, mut end) = (0, new);
        let mut path = Vec::new();
        while end != old {
            let middle = start + split(end - start);
            if old <= middle {
                path.push((middle, end));
                end = middle;
            } else {
                path.push((start, middle));
                start = middle;
            }
        }
        // The old tree's last subtree, unless it is the old tree itself, whose root is known.
        if start != 0 {
            path.push((start, end));
        }
        path.into_iter()
            .rev()
            .map(|(start, end)| nodes.subtree(start, end))
            .collect::<Option<_>>()
            .map(Self)
            .ok_or(Error::Proof("a node of the tree is missing"))
    }

    /// Verifies that the tree of `old` leaves with `old_root` begins that of `new` leaves with
    /// `new_root`. Nothing is proven about an old size of 0: every tree begins with the empty one.
    ///
    /// # Errors
    /// When the proof has another length or leads to other roots, or `old` is 0.
    pub fn verify(&self, old: u64, old_root: Hash, new: u64, new_root: Hash) -> Result<()> {
        if old > new {
            return Err(Error::Proof("the old tree is larger than the new one"));
        }
        if old == 0 {
            return Err(Error::Proof("every tree begins with the empty one"));
        }
        if old == new {
            return if self.0.is_empty() && old_root == new_root {
                Ok(())
            } else {
                Err(Error::Proof("two trees of one size with different roots"))
            };
        }
        // Where the old size is a power of two its root is the first node.
        let first = old.is_power_of_two().then_some(&old_root);
        let mut nodes = first.into_iter().chain(&self.0);
        let start = *nodes.next().ok_or(Error::Proof("shorter than the tree is high"))?;
        let shift = (old - 1).trailing_ones();
        let (mut node, mut last) = ((old - 1) >> shift, (new - 1) >> shift);
        let (mut as_old, mut as_new) = (start, start);
        for sibling in nodes {
            if last == 0 {
                return Err(Error::Proof("longer than the tree is high"));
            }
            if node & 1 == 1 || node == last {
                as_old = node_hash(sibling, &as_old);
                as_new = node_hash(sibling, &as_new);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                as_new = node_hash(&as_new, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if last != 0 {
            return Err(Error::Proof("shorter than the tree is high"));
        }
        if as_old != old_root || as_new != new_root {
            return Err(Error::Proof("leads to another root"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{Tree, leaf_hash};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn made_proofs_verify_and_no_others(new in 1u64..300, pick: u64, flip: usize) {
            let old = pick % new + 1;
            let tree: Tree = (0..new).map(|i| leaf_hash(&i.to_be_bytes())).collect();
            let (old_root, new_root) = (tree.root_at(old).unwrap(), tree.root());
            let proof = ConsistencyProof::new(&tree, old, new).unwrap();
            prop_assert!(proof.verify(old, old_root, new, new_root).is_ok());
            let wrong = leaf_hash(b"wrong");
            prop_assert!(proof.verify(old, wrong, new, new_root).is_err());
            let longer = ConsistencyProof([proof.0.clone(), vec![wrong]].concat());
            prop_assert!(longer.verify(old, old_root, new, new_root).is_err());
            if !proof.0.is_empty() {
                prop_assert!(proof.verify(old, old_root, new, wrong).is_err());
                let mut flipped = proof.clone();
                let place = flip % proof.0.len();
                flipped.0[place] = wrong;
                prop_assert!(flipped.verify(old, old_root, new, new_root).is_err());
            }
        }
    }

    #[test]
    fn there_is_no_proof_backwards_or_from_nothing() {
        let tree: Tree = (0..3u8).map(|i| leaf_hash(&[i])).collect();
        assert!(ConsistencyProof::new(&tree, 3, 2).is_err());
        assert!(ConsistencyProof::new(&tree, 2, 4).is_err());
        assert!(ConsistencyProof::new(&tree, 0, 3).is_err());
    }
}
