//! Points and scalars of ristretto255 (RFC 9496) as they travel: 32 bytes, canonical.

use curve25519_dalek::ristretto::{CompressedRistretto, RistrettoPoint};
use curve25519_dalek::scalar::Scalar;
use curve25519_dalek::traits::IsIdentity;
use rand_core::CryptoRng;
use zeroize::Zeroize;

use crate::error::{Error, Result};

/// A uniform scalar from 64 random bytes, as RFC 9496 section 4.4 advises.
pub fn random_scalar(rng: &mut impl CryptoRng) -> Scalar {
    let mut wide = [0; 64];
    rng.fill_bytes(&mut wide);
    let scalar = Scalar::from_bytes_mod_order_wide(&wide);
    wide.zeroize();
    scalar
}

/// Reads a scalar below the group order.
///
/// # Errors
/// When the bytes are not the one form of a scalar.
pub fn scalar(what: &'static str, bytes: [u8; 32]) -> Result<Scalar> {
    Option::from(Scalar::from_canonical_bytes(bytes))
        .ok_or(Error::malformed(what, "not a canonical scalar"))
}

/// Reads a point other than the identity.
///
/// # Errors
/// When the bytes are not the one form of such a point.
pub fn point(what: &'static str, bytes: [u8; 32]) -> Result<RistrettoPoint> {
    let point = CompressedRistretto(bytes)
        .decompress()
        .ok_or(Error::malformed(what, "not a canonical ristretto255 point"))?;
    if point.is_identity() {
        return Err(Error::malformed(what, "the identity"));
    }
    Ok(point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use curve25519_dalek::constants::RISTRETTO_BASEPOINT_COMPRESSED;

    #[test]
    fn refuses_what_has_another_form() {
        assert!(point("Y", RISTRETTO_BASEPOINT_COMPRESSED.to_bytes()).is_ok());
        assert_eq!(point("Y", [0; 32]), Err(Error::malformed("Y", "the identity")));
        // RFC 9496 appendix A.2: non-canonical field element, negative field element.
        let mut non_canonical = [0xff; 32];
        non_canonical[31] = 0x7f;
        non_canonical[0] = 0xed;
        assert!(point("Y", non_canonical).is_err());
        let mut negative = [0; 32];
        negative[0] = 1;
        assert!(point("Y", negative).is_err());
    }

    #[test]
    fn refuses_scalars_from_the_order_on() {
        let order_minus_one = (-Scalar::ONE).to_bytes();
        assert!(scalar("s", order_minus_one).is_ok());
        let mut order = order_minus_one;
        order[0] += 1;
        assert!(scalar("s", order).is_err());
        assert!(scalar("s", [0xff; 32]).is_err());
    }
}
