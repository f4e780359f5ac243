//! Exact fractions, as plain as they can be; an overflow fails the test.

use std::cmp::Ordering;

use tally::Fraction;

/// A fraction in lowest terms over a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio(i128, i128);

impl Ratio {
    pub(crate) fn new(numerator: i128, denominator: i128) -> Self {
        let common = gcd(numerator.abs(), denominator.abs()).max(1) * denominator.signum();
        Self(numerator / common, denominator / common)
    }

    pub(crate) fn whole(number: u64) -> Self {
        Self(i128::from(number), 1)
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let common = gcd(self.1, other.1);
        let (a, b) = (mul(self.0, other.1 / common), mul(other.0, self.1 / common));
        Self::new(a.checked_add(b).unwrap(), mul(self.1, other.1 / common))
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(Self(-other.0, other.1))
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let (a, b) = (Self::new(self.0, other.1), Self::new(other.0, self.1));
        Self::new(mul(a.0, b.0), mul(a.1, b.1))
    }

    pub(crate) fn over(self, other: Self) -> Self {
        self.times(Self::new(other.1, other.0))
    }
}

/// A published fraction.
pub(crate) fn ratio(fraction: &Fraction) -> Ratio {
    let text = fraction.to_string();
    let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
    Ratio::new(above.parse().unwrap(), below.parse().unwrap())
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minus(*other).0.cmp(&0)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn mul(a: i128, b: i128) -> i128 {
    a.checked_mul(b).unwrap()
}
