//! Bounds of how something changes with each grain more that everyone has.

/// Slopes are whole numbers of `2^-FINE_BITS`.
pub(super) const FINE_BITS: u32 = 24;
/// Steeper ones are not followed: their products might not fit.
const STEEPEST: i128 = 1 << (FINE_BITS + 12);

/// The least and the most that something grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slope {
    pub(super) least: i128,
    pub(super) most: i128,
}

impl Slope {
    pub(super) const ZERO: Self = Self { least: 0, most: 0 };
    pub(super) const ONE: Self = Self { least: 1 << FINE_BITS, most: 1 << FINE_BITS };

    pub(super) const fn plus(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self { least: self.least - other.most, most: self.most - other.least }
    }

    /// `factor` is not negative.
    pub(super) const fn times(self, factor: i128) -> Self {
        Self { least: self.least * factor, most: self.most * factor }
    }

    /// This, or nothing at all.
    pub(super) fn or_zero(self) -> Self {
        Self { least: self.least.min(0), most: self.most.max(0) }
    }

    /// Divided by `2^bits`, rounded apart.
    pub(super) const fn narrowed(self, bits: u32) -> Self {
        Self { least: self.least >> bits, most: -(-self.most >> bits) }
    }

    /// `-2^bits` times this, divided by anything between `least` and `most`, rounded apart; `None`
    /// when that could be zero.
    pub(super) fn negated_over(self, bits: u32, least: i128, most: i128) -> Option<Self> {
        if least == 0 {
            return None;
        }
        let (low, high) = (-self.most, -self.least);
        let low = low.checked_mul(1 << bits)?;
        let high = high.checked_mul(1 << bits)?;
        let down = low.div_euclid(if low < 0 { least } else { most });
        let up = -(-high).div_euclid(if high > 0 { least } else { most });
        Some(Self { least: down, most: up })
    }

    pub(super) const fn is_steep(self) -> bool {
        self.least < -STEEPEST || self.most > STEEPEST
    }
}
