//! The confirmation: "C holds this body, or I know this voter's secret key" (section 3).
//!
//! A designated-verifier proof (Jakobsson, Sako, Impagliazzo 1996) as an OR of two Schnorr proofs
//! (Cramer, Damgard, Schoenmakers 1994). It convinces the voter, who knows that the box has not
//! her key, and nobody else, because she could have made it herself for any body.

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;

use crate::bytes::Reader;
use crate::commitment::{BodyScalar, Commitment, Opening};
use crate::curve::{self, random_scalar};
use crate::error::{Error, Result};
use crate::hash::sha512_scalar;
use crate::id::ElectionId;
use crate::voter::PrimeOrderKey;
use crate::{generator, tag};

/// Length in bytes.
pub const CONFIRMATION_LENGTH: usize = 128;

/// c1, c2, z1, z2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmation {
    c1: Scalar,
    c2: Scalar,
    z1: Scalar,
    z2: Scalar,
}

/// What a confirmation is about.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// The election.
    pub election: &'a ElectionId,
    /// Whose ballot.
    pub voter: &'a PrimeOrderKey,
    /// What was logged for it.
    pub commitment: Commitment,
    /// What it is said to hold.
    pub body: BodyScalar,
}

impl Confirmation {
    /// The box proves its half, that it knows r with C - m*B = r*H, and simulates the other.
    #[must_use]
    pub fn prove(statement: &Statement<'_>, opening: &Opening, rng: &mut impl CryptoRng) -> Self {
        let (k, c2, z2) = (random_scalar(rng), random_scalar(rng), random_scalar(rng));
        let t1 = generator::times(&k);
        let t2 = voter_commitment(statement.voter, &c2, &z2);
        let c1 = statement.challenge(&t1, &t2) - c2;
        Self { c1, c2, z1: k + c1 * opening.0, z2 }
    }

    /// The voter makes one herself, for any body: she proves that she knows her key and simulates
    /// the box's half. Nobody can tell the two apart.
    ///
    /// # Errors
    /// When the commitment is not a point.
    pub fn simulate(
        statement: &Statement<'_>,
        secret: &SigningKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self> {
        let (k, c1, z1) = (random_scalar(rng), random_scalar(rng), random_scalar(rng));
        let t1 = statement.box_commitment(&c1, &z1)?;
        let t2 = EdwardsPoint::mul_base(&k);
        let c2 = statement.challenge(&t1, &t2) - c1;
        Ok(Self { c1, c2, z1, z2: k + c2 * secret.to_scalar() })
    }

    /// The voter's check.
    ///
    /// # Errors
    /// [`Error::Confirmation`] when the commitment does not hold the body.
    pub fn verify(&self, statement: &Statement<'_>) -> Result<()> {
        let t1 = statement.box_commitment(&self.c1, &self.z1)?;
        let t2 = voter_commitment(statement.voter, &self.c2, &self.z2);
        if self.c1 + self.c2 == statement.challenge(&t1, &t2) {
            Ok(())
        } else {
            Err(Error::Confirmation)
        }
    }

    /// `c1 || c2 || z1 || z2`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.c1, self.c2, self.z1, self.z2].iter().flat_map(Scalar::to_bytes).collect()
    }

    /// Reads four canonical scalars.
    ///
    /// # Errors
    /// When the bytes are not exactly that.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("confirmation", bytes);
        let mut next = || curve::scalar("confirmation", reader.array()?);
        let confirmation = Self { c1: next()?, c2: next()?, z1: next()?, z2: next()? };
        reader.end()?;
        Ok(confirmation)
    }
}

impl Statement<'_> {
    /// T1 = z1*H - c1*D with D = C - m*B. Everything in it is public to the voter.
    fn box_commitment(&self, c1: &Scalar, z1: &Scalar) -> Result<RistrettoPoint> {
        let commitment = self.commitment.point()?;
        let minus_c1_d = RistrettoPoint::vartime_double_scalar_mul_basepoint(
            &-c1,
            &commitment,
            &(c1 * self.body.0),
        );
        Ok(generator::times(z1) + minus_c1_d)
    }

    fn challenge(&self, t1: &RistrettoPoint, t2: &EdwardsPoint) -> Scalar {
        let t1: CompressedRistretto = t1.compress();
        sha512_scalar(&[
            tag::CONFIRM,
            self.election.as_bytes(),
            self.voter.as_bytes(),
            self.commitment.as_bytes(),
            self.body.0.as_bytes(),
            t1.as_bytes(),
            t2.compress().as_bytes(),
        ])
    }
}

/// T2 = z2*Bed - c2*A. Both scalars are published, so variable time gives nothing away.
fn voter_commitment(voter: &PrimeOrderKey, c2: &Scalar, z2: &Scalar) -> EdwardsPoint {
    EdwardsPoint::vartime_double_scalar_mul_basepoint(&-c2, voter.point(), z2)
}
