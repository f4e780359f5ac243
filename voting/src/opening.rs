//! Auditors open many commitments at once: sum of w_i * (C_i - m_i*B - r_i*H) = 0 for random w_i.

use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use rand_core::CryptoRng;

use crate::commitment::{BodyScalar, Commitment, Opening};
use crate::generator;

/// One logged commitment and what is said to open it.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// From the log.
    pub commitment: Commitment,
    /// Of the body in the copy.
    pub body: BodyScalar,
    /// From the copy.
    pub opening: Opening,
}

/// Opens all `claims` and returns the positions of those that do not open, in order.
///
/// One random linear combination with weights of 128 bits: a wrong claim passes with probability
/// 2^-128 when the weights are unknown beforehand. Only when the sum is not zero are the claims
/// opened one by one. About a quarter of the time of opening each, for thousands of claims.
pub fn unopened(claims: &[Claim], rng: &mut impl CryptoRng) -> Vec<usize> {
    if all_open(claims, rng) {
        return Vec::new();
    }
    let fails = |(_, claim): &(usize, &Claim)| !claim.commitment.opens(claim.body, &claim.opening);
    claims.iter().enumerate().filter(fails).map(|(position, _)| position).collect()
}

fn all_open(claims: &[Claim], rng: &mut impl CryptoRng) -> bool {
    let mut points = Vec::with_capacity(claims.len() + 2);
    let mut weights = Vec::with_capacity(claims.len() + 2);
    let (mut bodies, mut openings) = (Scalar::ZERO, Scalar::ZERO);
    for claim in claims {
        let Ok(point) = claim.commitment.point() else { return false };
        let weight = random_weight(rng);
        bodies += weight * claim.body.0;
        openings += weight * claim.opening.0;
        points.push(point);
        weights.push(weight);
    }
    points.extend([RISTRETTO_BASEPOINT_POINT, generator::point()]);
    weights.extend([-bodies, -openings]);
    RistrettoPoint::vartime_multiscalar_mul(weights, points).is_identity()
}

fn random_weight(rng: &mut impl CryptoRng) -> Scalar {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    Scalar::from(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn claims(count: u32) -> Vec<Claim> {
        let mut rng = testing::rng(1);
        let claim = |number: u32| {
            let body = BodyScalar::of(&number.to_be_bytes());
            let opening = Opening::random(&mut rng);
            Claim { commitment: Commitment::new(body, &opening), body, opening }
        };
        (0..count).map(claim).collect()
    }

    #[test]
    fn all_open_at_once() {
        for count in [0, 1, 2, 200] {
            assert!(unopened(&claims(count), &mut testing::rng(2)).is_empty());
        }
    }

    #[test]
    fn names_those_that_do_not() {
        let mut claims = claims(20);
        claims[3].body = claims[4].body;
        claims[7].opening = claims[8].opening;
        claims[11].commitment = Commitment::from_bytes([0xff; 32]);
        assert_eq!(unopened(&claims, &mut testing::rng(2)), [3, 7, 11]);
    }

    #[test]
    fn two_errors_do_not_cancel() {
        // Without weights, adding to one opening what is taken from another would go unseen.
        let mut claims = claims(2);
        claims[0].opening.0 += Scalar::ONE;
        claims[1].opening.0 -= Scalar::ONE;
        assert_eq!(unopened(&claims, &mut testing::rng(2)), [0, 1]);
    }
}
