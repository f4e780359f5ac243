//! Sealing a ballot to the trustees: Diffie-Hellman on ristretto255, HKDF, ChaCha20-Poly1305.
//!
//! The key binds election, contest, voter key and sequence number, so a sealed ballot cannot be
//! moved into another body.

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit};
use curve25519_dalek::ristretto::RistrettoPoint;
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::curve::{self, random_scalar};
use crate::election_key::{ElectionKey, ElectionSecret};
use crate::error::{Error, Result};
use crate::hash::{hkdf_expand, hkdf_extract};
use crate::id::{ContestIndex, ElectionId};
use crate::plaintext::Spoiled;
use crate::slot::Seq;
use crate::tag;
use crate::voter::VoterKey;

/// Bytes that the authentication adds.
pub const SEAL_OVERHEAD: usize = 16;
/// Each key seals one message, so the nonce is zero.
const NONCE: [u8; 12] = [0; 12];

/// What a sealed ballot is bound to.
#[derive(Debug, Clone, Copy)]
pub struct SealContext<'a> {
    /// The election.
    pub election: &'a ElectionId,
    /// The contest.
    pub contest: ContestIndex,
    /// The voter's key in this contest.
    pub voter: &'a VoterKey,
    /// The ballot's number.
    pub seq: Seq,
}

/// E and the ciphertext.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// E = e*B; any 32 bytes until it is unsealed.
    pub ephemeral: [u8; 32],
    /// As long as the plaintext and [`SEAL_OVERHEAD`].
    pub ciphertext: Vec<u8>,
}

impl SealContext<'_> {
    /// Seals a plaintext under a fresh e, which is forgotten.
    ///
    /// # Errors
    /// When the plaintext is too long for the cipher, which none is.
    pub fn seal(
        &self,
        to: &ElectionKey,
        plaintext: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Sealed> {
        let mut e = random_scalar(rng);
        let ephemeral = RistrettoPoint::mul_base(&e).compress().to_bytes();
        let key = self.key(&ephemeral, &(e * to.point()));
        e.zeroize();
        let ciphertext = ChaCha20Poly1305::new((&*key).into())
            .encrypt(&NONCE.into(), plaintext)
            .map_err(|_| Error::malformed("plaintext", "too long to seal"))?;
        Ok(Sealed { ephemeral, ciphertext })
    }

    /// Opens a sealed ballot with the election's secret.
    ///
    /// # Errors
    /// [`Spoiled::Seal`] when E is no point or the identity, or the authentication fails.
    pub fn unseal(&self, secret: &ElectionSecret, sealed: &Sealed) -> Result<Vec<u8>, Spoiled> {
        let point = curve::point("E", sealed.ephemeral).map_err(|_| Spoiled::Seal)?;
        let key = self.key(&sealed.ephemeral, &(secret.scalar() * point));
        ChaCha20Poly1305::new((&*key).into())
            .decrypt(&NONCE.into(), sealed.ciphertext.as_slice())
            .map_err(|_| Spoiled::Seal)
    }

    /// HKDF with the tag as salt, E || Z as input, the context as info.
    fn key(&self, ephemeral: &[u8; 32], shared: &RistrettoPoint) -> Zeroizing<[u8; 32]> {
        let shared = Zeroizing::new(shared.compress().to_bytes());
        let ikm = Zeroizing::new([ephemeral.as_slice(), shared.as_slice()].concat());
        let prk = Zeroizing::new(hkdf_extract(tag::KEM, &ikm));
        Zeroizing::new(hkdf_expand(
            &prk,
            &[
                self.election.as_bytes(),
                &self.contest.to_be_bytes(),
                self.voter.as_bytes(),
                &self.seq.number().to_be_bytes(),
            ],
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::signing_key;
    use crate::seed::Seed;
    use crate::testing;

    #[test]
    fn opens_only_in_its_own_context() {
        let mut rng = testing::rng(1);
        let secret = ElectionSecret::generate(&mut rng);
        let elections = [[1; 32], [2; 32]].map(ElectionId::from_bytes);
        let contests = [0, 1].map(|index| ContestIndex::new(index).unwrap());
        let voter = |byte| {
            let seed = Seed::from_bytes([byte; 16]);
            VoterKey::from(signing_key(&seed, &elections[0], contests[0]).verifying_key())
        };
        let voters = [voter(1), voter(2)];
        let context = |election: usize, contest: usize, voter: usize, seq| SealContext {
            election: &elections[election],
            contest: contests[contest],
            voter: &voters[voter],
            seq: Seq::from_number(seq),
        };
        let own = context(0, 0, 0, 16);
        let sealed = own.seal(&secret.public(), b"a vote", &mut rng).unwrap();
        assert_eq!(own.unseal(&secret, &sealed).unwrap(), b"a vote");
        for other in
            [context(1, 0, 0, 16), context(0, 1, 0, 16), context(0, 0, 1, 16), context(0, 0, 0, 17)]
        {
            assert_eq!(other.unseal(&secret, &sealed), Err(Spoiled::Seal));
        }
        let stranger = ElectionSecret::generate(&mut rng);
        assert_eq!(own.unseal(&stranger, &sealed), Err(Spoiled::Seal));
        let again = own.seal(&secret.public(), b"a vote", &mut rng).unwrap();
        assert_ne!(again, sealed);
        for ephemeral in [[0; 32], [0xff; 32]] {
            let spoiled = Sealed { ephemeral, ..sealed.clone() };
            assert_eq!(own.unseal(&secret, &spoiled), Err(Spoiled::Seal));
        }
    }
}
