//! An entry is in the tree: RFC 6962 section 2.1.1, RFC 9162 section 2.1.3.2.

use crate::error::{Error, Result};
use crate::merkle::tree::split;
use crate::merkle::{Hash, Nodes, node_hash};

/// Hashes from the leaf's sibling up to the root's child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof(pub Vec<Hash>);

impl InclusionProof {
    /// Proves leaf `index` in the tree of the first `size` leaves.
    ///
    /// # Errors
    /// When there is no such leaf or `nodes` misses one of its subtrees.
    pub fn new(nodes: &impl Nodes, index: u64, size: u64) -> Result<Self> {
        if index >= size {
            return Err(Error::Proof("index outside the tree"));
        }
        let (mut start, mut end) = (0, size);
        let mut path = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            let sibling = if index < middle { (middle, end) } else { (start, middle) };
            path.push(sibling);
            (start, end) = if index < middle { (start, middle) } else { (middle, end) };
        }
        path.into_iter()
            .rev()
            .map(|(start, end)| nodes.subtree(start, end))
            .collect::<Option<_>>()
            .map(Self)
            .ok_or(Error::Proof("a node of the tree is missing"))
    }

    /// Verifies that `leaf` is leaf `index` of the tree of `size` leaves with this `root`.
    ///
    /// # Errors
    /// When the proof has another length or leads to another root.
    pub fn verify(&self, leaf: Hash, index: u64, size: u64, root: Hash) -> Result<()> {
        if index >= size {
            return Err(Error::Proof("index outside the tree"));
        }
        let (mut node, mut last) = (index, size - 1);
        let mut hash = leaf;
        for sibling in &self.0 {
            if last == 0 {
                return Err(Error::Proof("longer than the tree is high"));
            }
            if node & 1 == 1 || node == last {
                hash = node_hash(sibling, &hash);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node_hash(&hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if last != 0 {
            return Err(Error::Proof("shorter than the tree is high"));
        }
        if hash == root { Ok(()) } else { Err(Error::Proof("leads to another root")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::{Tree, leaf_hash};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn made_proofs_verify_and_no_others(size in 1u64..300, pick: u64, other: u64) {
            let index = pick % size;
            let tree: Tree = (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect();
            let leaf = leaf_hash(&index.to_be_bytes());
            let proof = InclusionProof::new(&tree, index, size).unwrap();
            prop_assert!(proof.verify(leaf, index, size, tree.root()).is_ok());
            let other = other % (2 * size);
            if other != index {
                prop_assert!(proof.verify(leaf, other, size, tree.root()).is_err());
            }
            let longer = InclusionProof([proof.0.clone(), vec![leaf]].concat());
            prop_assert!(longer.verify(leaf, index, size, tree.root()).is_err());
        }
    }

    #[test]
    fn there_is_no_proof_outside_the_tree() {
        let tree: Tree = (0..3u8).map(|i| leaf_hash(&[i])).collect();
        assert!(InclusionProof::new(&tree, 3, 3).is_err());
        assert!(InclusionProof::new(&tree, 0, 4).is_err());
        assert!(InclusionProof(vec![]).verify(leaf_hash(&[]), 0, 0, Hash::EMPTY).is_err());
    }
}
