//! What a trustee publishes of a polynomial: its coefficients in the exponent, and a proof that
//! the trustee knows the first one.

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::Identity as _;

use crate::curve;
use crate::election_key::{ElectionKey, ElectionSecret};
use crate::error::{Error, Result};
use crate::hash::sha512_scalar;

/// Domain of the proof's challenge in FROST(ristretto255, SHA-512), RFC 9591 and its HDKG.
const CHALLENGE: &[u8] = b"FROST-RISTRETTO255-SHA512-v1dkg";

/// commitments\[k\]\[32\] || R\[32\] || z\[32\].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    coefficients: Vec<ElectionKey>,
    commitment: ElectionKey,
    response: Scalar,
}

impl Package {
    /// Reads the package of a trustee of k of n.
    ///
    /// # Errors
    /// When it has another length, or a point or scalar that is not canonical or the identity.
    pub fn parse(k: u16, bytes: &[u8]) -> Result<Self> {
        let (pieces, rest) = bytes.as_chunks::<32>();
        let [coefficients @ .., commitment, response] = pieces else {
            return Err(Error::malformed("package", "too short"));
        };
        if coefficients.len() != usize::from(k) || !rest.is_empty() {
            return Err(Error::malformed("package", "not of this threshold"));
        }
        let coefficients = coefficients.iter().map(|point| ElectionKey::from_bytes(*point));
        Ok(Self {
            coefficients: coefficients.collect::<Result<_>>()?,
            commitment: ElectionKey::from_bytes(*commitment)?,
            response: curve::scalar("package", *response)?,
        })
    }

    /// That its maker knows the first coefficient: z*B = R + c*C_0, c for this index.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn verify(&self, index: u16) -> Result<()> {
        let first = self.coefficients.first().ok_or(Error::malformed("package", "too short"))?;
        let c = sha512_scalar(&[
            CHALLENGE,
            Scalar::from(index).as_bytes(),
            first.as_bytes(),
            self.commitment.as_bytes(),
        ]);
        if RistrettoPoint::mul_base(&self.response) == self.commitment.point() + c * first.point() {
            return Ok(());
        }
        Err(Error::malformed("package", "the proof of knowledge does not hold"))
    }

    /// Whether `value` is that of the polynomial at this index.
    #[must_use]
    pub fn fits(&self, at: u16, value: &ElectionSecret) -> bool {
        *value.public().point() == self.value(at)
    }

    /// The polynomial in the exponent, by Horner's rule.
    pub(super) fn value(&self, at: u16) -> RistrettoPoint {
        let x = Scalar::from(at);
        let step = |sum: RistrettoPoint, c: &ElectionKey| sum * x + c.point();
        self.coefficients.iter().rev().fold(RistrettoPoint::identity(), step)
    }
}
