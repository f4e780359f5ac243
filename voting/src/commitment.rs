//! What the ballot log shows of a ballot: a Pedersen commitment C = m*B + r*H on ristretto255.
//!
//! C says nothing about the body (it hides perfectly), yet only this body opens it (as long as
//! nobody knows the logarithm of H, which nobody does: H comes from a hash).

use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use rand_core::CryptoRng;

use crate::curve;
use crate::error::{Error, Result};
use crate::hash::sha512_scalar;
use crate::{generator, tag, text};

/// A ballot body as a scalar: m = SHA-512(tag || body) modulo the group order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyScalar(pub(crate) Scalar);

impl BodyScalar {
    /// Hashes the exact bytes of a body.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(sha512_scalar(&[tag::LEAF, body]))
    }
}

/// What the box draws for a ballot; with the body it opens the commitment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Opening(pub(crate) Scalar);

impl Opening {
    /// A fresh one.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(curve::random_scalar(rng))
    }

    /// Reads a canonical scalar.
    ///
    /// # Errors
    /// When the bytes are not one.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self> {
        curve::scalar("opening", bytes).map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening(..)")
    }
}

/// The commitment as it is logged, promised and shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(CompressedRistretto);

impl Commitment {
    /// Commits to a body: `C = m*B + r*H`, in constant time.
    #[must_use]
    pub fn new(body: BodyScalar, opening: &Opening) -> Self {
        Self(commit(body, opening).compress())
    }

    /// Bytes that were logged; whether they are a point is found out when they are opened.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(CompressedRistretto(bytes))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether body and opening are those of this commitment.
    #[must_use]
    pub fn opens(&self, body: BodyScalar, opening: &Opening) -> bool {
        Self::new(body, opening) == *self
    }

    /// The point.
    ///
    /// # Errors
    /// When the bytes are not the canonical form of one.
    pub(crate) fn point(&self) -> Result<RistrettoPoint> {
        self.0.decompress().ok_or(Error::malformed("commitment", "not a ristretto255 point"))
    }
}

impl PartialOrd for Commitment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Commitment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl std::fmt::Debug for Commitment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Commitment({})", text::hex(self.as_bytes()))
    }
}

fn commit(body: BodyScalar, opening: &Opening) -> RistrettoPoint {
    RistrettoPoint::mul_base(&body.0) + generator::times(&opening.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn opens_with_its_body_and_nothing_else() {
        let [body, other] = [b"one", b"two"].map(|body| BodyScalar::of(body));
        let mut rng = testing::rng(1);
        let (r, s) = (Opening::random(&mut rng), Opening::random(&mut rng));
        let commitment = Commitment::new(body, &r);
        assert!(commitment.opens(body, &r));
        assert!(!commitment.opens(other, &r));
        assert!(!commitment.opens(body, &s));
        assert_ne!(commitment, Commitment::new(body, &s));
    }
}
