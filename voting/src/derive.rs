//! What a seed gives for one contest of one election (section 3).
//!
//! Nothing serves two contests: were one blinding factor used under two registrar keys, the
//! registrar could divide its blind signatures by the published ones and find the person.

use std::convert::Infallible;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use ed25519_dalek::SigningKey;
use rand_core::{TryCryptoRng, TryRng};
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

/// ChaCha20 keystream (RFC 8439, zero nonce, counter 0) from which the PSS salt and the blinding
/// factor of one contest are read, in that order.
pub struct BlindingStream(ChaCha20);

impl BlindingStream {
    /// The stream of one contest.
    #[must_use]
    pub fn new(seed: &Seed, election: &ElectionId, contest: ContestIndex) -> Self {
        let key = expand(seed, election, tag::SEED_RNG, contest);
        Self(ChaCha20::new((&*key).into(), &[0; 12].into()))
    }
}

impl TryRng for BlindingStream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(0);
        self.0.apply_keystream(bytes);
        Ok(())
    }
}

impl TryCryptoRng for BlindingStream {}

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
                BlindingStream::new(&seed, election, contest(index)).fill_bytes(&mut stream);
                assert!(seen.insert(key) && seen.insert(stream));
            }
        }
        assert_eq!(seen.len(), 12);
    }

    #[test]
    fn the_stream_does_not_depend_on_how_it_is_read() {
        let seed = Seed::from_bytes([7; 16]);
        let election = ElectionId::from_bytes([1; 32]);
        let mut whole = [0; 304];
        BlindingStream::new(&seed, &election, contest(0)).fill_bytes(&mut whole);
        let mut parts = [0; 304];
        let mut stream = BlindingStream::new(&seed, &election, contest(0));
        let (salt, factor) = parts.split_at_mut(48);
        stream.fill_bytes(salt);
        stream.fill_bytes(factor);
        assert_eq!(whole, parts);
        let mut stream = BlindingStream::new(&seed, &election, contest(0));
        assert_eq!(stream.next_u32().to_le_bytes(), whole[..4]);
        assert_eq!(stream.next_u64().to_le_bytes(), whole[4..12]);
    }
}
