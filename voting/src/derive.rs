//! What a seed gives for one contest of one election (section 3).
//!
//! Nothing serves two contests: were one blinding factor used under two registrar keys, the
//! registrar could divide its blind signatures by the published ones and find the person.

mod keystream;

pub use keystream::Keystream;

use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use crate::hash::{hkdf_expand, hkdf_extract};
use crate::id::{ContestIndex, ElectionId};
use crate::seed::Seed;
use crate::tag;

/// The voter's signing key for one contest.
#[must_use]
pub fn signing_key(seed: &Seed, election: &ElectionId, contest: ContestIndex) -> SigningKey {
    SigningKey::from_bytes(&expand(seed, election, tag::SEED_SK, contest))
}

/// What the PSS salt and the blinding factor of one contest are read from, in that order.
#[must_use]
pub fn blinding_stream(seed: &Seed, election: &ElectionId, contest: ContestIndex) -> Keystream {
    Keystream::new(&expand(seed, election, tag::SEED_RNG, contest))
}

fn expand(
    seed: &Seed,
    election: &ElectionId,
    tag: &[u8],
    contest: ContestIndex,
) -> Zeroizing<[u8; 32]> {
    let prk = Zeroizing::new(hkdf_extract(election.as_bytes(), seed.as_bytes()));
    Zeroizing::new(hkdf_expand(&prk, &[tag, &contest.to_be_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::Rng;

    fn contest(index: u16) -> ContestIndex {
        ContestIndex::new(index).unwrap()
    }

    #[test]
    fn nothing_is_the_same_in_two_contests_or_elections() {
        let seed = Seed::from_bytes([7; 16]);
        let elections = [[1; 32], [2; 32]].map(ElectionId::from_bytes);
        let mut seen = std::collections::BTreeSet::new();
        for election in &elections {
            for index in 0..3 {
                let key = signing_key(&seed, election, contest(index)).to_bytes();
                let mut stream = [0; 32];
                blinding_stream(&seed, election, contest(index)).fill_bytes(&mut stream);
                assert!(seen.insert(key) && seen.insert(stream));
            }
        }
        assert_eq!(seen.len(), 12);
    }
}
