//! The second generator of ristretto255, H = from_uniform_bytes(SHA-512(tag)): nobody knows its
//! logarithm, because it comes from a hash.

use std::sync::LazyLock;

#[cfg(not(target_arch = "wasm32"))]
use curve25519_dalek::ristretto::RistrettoBasepointTable;
use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;

use crate::hash::sha512;
use crate::tag;

static H: LazyLock<RistrettoPoint> =
    LazyLock::new(|| RistrettoPoint::from_uniform_bytes(&sha512(&[tag::COMMIT])));

/// Multiples of H, where many ballots pay for them. A browser casts one.
#[cfg(not(target_arch = "wasm32"))]
static TABLE: LazyLock<RistrettoBasepointTable> =
    LazyLock::new(|| RistrettoBasepointTable::create(&H));

/// H itself.
pub(crate) fn point() -> RistrettoPoint {
    *H
}

/// `scalar * H`, in constant time.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn times(scalar: &Scalar) -> RistrettoPoint {
    scalar * &*TABLE
}

/// `scalar * H`, in constant time.
#[cfg(target_arch = "wasm32")]
pub(crate) fn times(scalar: &Scalar) -> RistrettoPoint {
    scalar * *H
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{curve, testing};

    #[test]
    fn the_table_multiplies_like_the_point() {
        let scalar = curve::random_scalar(&mut testing::rng(2));
        assert_eq!(times(&scalar), point() * scalar);
    }
}
