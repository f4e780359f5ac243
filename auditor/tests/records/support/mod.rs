//! A whole small election, made with the protocol's crate alone: two contests, re-votes, spoiled
//! ballots, people who stay away, one trustee or two of three.
//!
//! [`Draft`] is the vote up to the close; [`Draft::closed`] is what auditors then get, and
//! [`Draft::published`] the whole record, which tests may tamper with before [`sign_sums`].

mod binary;
mod draft;
mod people;
pub(crate) mod plan;
mod publish;
pub(crate) mod trustees;

pub(crate) use binary::{Folder, Run, hashar_audit, lay_out, verify};
pub(crate) use draft::Draft;
pub(crate) use people::Person;
pub(crate) use plan::{Plan, auditor_signer, promise_signer, signer, witness_signer};
pub(crate) use publish::{Files, attest, sign_sums};

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng as _;

/// A seeded generator.
pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}
