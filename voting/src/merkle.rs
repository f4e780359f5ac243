//! Merkle trees of RFC 6962 section 2.1, with SHA-256.
//!
//! [`CompactRange`] appends and gives roots in logarithmic space; [`InclusionProof`] and
//! [`ConsistencyProof`] are made from any [`Nodes`] (a [`Tree`] in memory, or tiles) and verified
//! without one.

mod compact;
mod consistency;
mod hash;
mod inclusion;
mod tree;

pub use compact::{CompactRange, root_of};
pub use consistency::ConsistencyProof;
pub use hash::{Hash, leaf_hash, node_hash};
pub use inclusion::InclusionProof;
pub use tree::{Nodes, Tree};
