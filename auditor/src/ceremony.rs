//! Key generation of k of n trustees.

pub(crate) mod dkg;
