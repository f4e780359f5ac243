//! The key that ballots are sealed to, and its secret, which exists only after the close.

use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use rand_core::CryptoRng;
use zeroize::Zeroize;

use crate::curve;
use crate::error::Result;

/// Y = x*B, or a trustee's Y_i = s_i*B: a point other than the identity.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ElectionKey {
    bytes: CompressedRistretto,
    point: RistrettoPoint,
}

impl ElectionKey {
    /// Reads a canonical point.
    ///
    /// # Errors
    /// When the bytes are not one, or the identity.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self> {
        Ok(Self { bytes: CompressedRistretto(bytes), point: curve::point("election key", bytes)? })
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.bytes.as_bytes()
    }

    pub(crate) const fn point(&self) -> &RistrettoPoint {
        &self.point
    }
}

impl std::fmt::Debug for ElectionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ElectionKey({})", crate::text::hex(self.as_bytes()))
    }
}

/// x, or a trustee's share s_i: what opens every ballot, or a part of it.
#[derive(Clone, PartialEq, Eq)]
pub struct ElectionSecret(Scalar);

impl ElectionSecret {
    /// A new secret of a single trustee.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(curve::random_scalar(rng))
    }

    /// Reads a canonical scalar.
    ///
    /// # Errors
    /// When the bytes are not one.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self> {
        curve::scalar("election secret", bytes).map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> ElectionKey {
        let point = RistrettoPoint::mul_base(&self.0);
        ElectionKey { bytes: point.compress(), point }
    }

    pub(crate) const fn scalar(&self) -> &Scalar {
        &self.0
    }

    pub(crate) const fn from_scalar(scalar: Scalar) -> Self {
        Self(scalar)
    }
}

impl Drop for ElectionSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for ElectionSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ElectionSecret(..)")
    }
}
