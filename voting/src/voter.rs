//! Voter keys: Ed25519 (RFC 8032), verified strictly.

use curve25519_dalek::edwards::EdwardsPoint;
use ed25519_dalek::{Signature, VerifyingKey};

use crate::error::{Error, Result};

/// The key that a credential names and that signs ballots: the canonical encoding of a point that
/// is not of small order. What strict verification accepts beyond that stays out.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VoterKey(VerifyingKey);

impl VoterKey {
    /// Reads a key.
    ///
    /// # Errors
    /// When the bytes are no point, not its canonical form, or of small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self> {
        let key = VerifyingKey::from_bytes(bytes)
            .map_err(|_| Error::malformed("voter key", "not a point"))?;
        // The other non-canonical form, a sign on x = 0, only points of small order have.
        if !is_reduced(bytes) {
            return Err(Error::malformed("voter key", "not the canonical form"));
        }
        if key.is_weak() {
            return Err(Error::malformed("voter key", "of small order"));
        }
        Ok(Self(key))
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// `verify_strict`: canonical S, no small-order R, the cofactorless equation.
    ///
    /// # Errors
    /// [`Error::VoterSignature`].
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<()> {
        self.0
            .verify_strict(message, &Signature::from_bytes(signature))
            .map_err(|_| Error::VoterSignature)
    }

    /// The key as a point of the prime-order subgroup, which a confirmation needs.
    ///
    /// # Errors
    /// [`Error::VoterKeyTorsion`] for a key with a torsion component: strict verification accepts
    /// one signature in eight under it, and its owner could not forge confirmations freely.
    pub fn prime_order(&self) -> Result<PrimeOrderKey> {
        let point = self.0.to_edwards();
        if !point.is_torsion_free() {
            return Err(Error::VoterKeyTorsion);
        }
        Ok(PrimeOrderKey { key: *self, point })
    }
}

impl From<VerifyingKey> for VoterKey {
    /// A key that was derived, not read.
    fn from(key: VerifyingKey) -> Self {
        Self(key)
    }
}

impl std::fmt::Debug for VoterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VoterKey({})", crate::text::hex(self.as_bytes()))
    }
}

impl PartialOrd for VoterKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VoterKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

/// A voter key that was checked to lie in the prime-order subgroup.
#[derive(Debug, Clone, Copy)]
pub struct PrimeOrderKey {
    key: VoterKey,
    point: EdwardsPoint,
}

impl PrimeOrderKey {
    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// The point.
    #[must_use]
    pub const fn point(&self) -> &EdwardsPoint {
        &self.point
    }
}

/// Whether y, the little-endian number without the sign bit, is below 2^255 - 19. Cheaper than
/// encoding the point again, which takes an inversion.
fn is_reduced(bytes: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = bytes;
    *first < 0xed || last & 0x7f != 0x7f || middle.iter().any(|byte| *byte != 0xff)
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::edwards::CompressedEdwardsY;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is read is the encoding of its point; near p that is decided by one byte.
        #[test]
        fn a_key_is_what_its_point_encodes_to(first: u8, last: u8, noise: [u8; 32], near: bool) {
            let mut bytes = if near { [0xff; 32] } else { noise };
            bytes[0] = first;
            bytes[31] = if near { last | 0x7f } else { last };
            let point = CompressedEdwardsY(bytes).decompress();
            let canonical = point.filter(|point| point.compress().0 == bytes);
            let expected = canonical.filter(|point| !point.is_small_order());
            prop_assert_eq!(VoterKey::from_bytes(&bytes).is_ok(), expected.is_some());
        }
    }
}
