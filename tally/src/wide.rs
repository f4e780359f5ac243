//! Products wider than 128 bits, to compare fractions without dividing.

use std::cmp::Ordering;

/// Compares `a * b` with `c * d` exactly.
pub(crate) fn compare_products(a: u128, b: u128, c: u128, d: u128) -> Ordering {
    product(a, b).cmp(&product(c, d))
}

/// `a * b` as (high, low) halves of 256 bits, by schoolbook multiplication of 64-bit limbs.
fn product(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    // Each product of limbs is at most (2^64 - 1)^2, so adding two carries below 2^64 fits.
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let cross = a0 * b1 + (middle & LOW);
    (a1 * b1 + (middle >> 64) + (cross >> 64), (cross << 64) | (low & LOW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_products() {
        assert_eq!(product(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(product(1 << 127, 2), (1, 0));
        assert_eq!(product(12, 12), (0, 144));
        assert_eq!(compare_products(u128::MAX, 3, u128::MAX - 1, 3), Ordering::Greater);
        assert_eq!(compare_products(1 << 100, 1 << 100, 1 << 99, 1 << 101), Ordering::Equal);
    }
}
