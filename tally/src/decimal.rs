//! Amounts that print back exactly as they were meant.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The most decimal places an amount may have: a fraction then always fits 64 bits.
pub(crate) const MAX_PLACES: u8 = 19;

/// A non-negative decimal number: `units / 10^places`, without trailing zeros in the fraction.
///
/// Money, points and thresholds leave the engine in this form. Serialized as a string
/// (`"1994767.23"`), because JSON numbers are not exact in every reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    units: u128,
    places: u8,
}

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// A minus sign in front.
    #[error("is negative")]
    Negative,
    /// Neither digits nor digits with one decimal point.
    #[error("is not a decimal number")]
    Unreadable,
    /// More than 19 decimal places, or more than 38 digits.
    #[error("has more digits than exact arithmetic here allows")]
    TooLong,
}

impl Decimal {
    /// `units / 10^places`, reduced. Places beyond 19 are cut off by saturation of the exponent:
    /// callers hold a scale that was checked when it was read.
    pub(crate) fn from_units(units: u128, places: u8) -> Self {
        let mut reduced = Self { units, places };
        while reduced.places > 0 && reduced.units.is_multiple_of(10) {
            reduced.units /= 10;
            reduced.places -= 1;
        }
        reduced
    }

    /// `units / 10^places` for a product, whose places may be too many before they are reduced.
    pub(crate) fn of_product(units: u128, places: u8) -> Option<Self> {
        Some(Self::from_units(units, places)).filter(|reduced| reduced.places <= MAX_PLACES)
    }

    /// How many decimal places the number needs (0 for a whole number).
    #[must_use]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// The number in units of `10^-places`, or `None` when it needs more places or overflows.
    #[must_use]
    pub fn in_units(self, places: u8) -> Option<u128> {
        let shift = places.checked_sub(self.places)?;
        self.units.checked_mul(power_of_ten(shift)?)
    }

    /// The number in units of `10^-places`, rounded down; the most there is when it overflows.
    pub(crate) fn units_below(self, places: u8) -> u128 {
        let one = |places: u8| power_of_ten(places).unwrap_or(u128::MAX);
        match places.checked_sub(self.places) {
            Some(shift) => self.units.saturating_mul(one(shift)),
            None => self.units / one(self.places - places),
        }
    }

    /// The number itself when it is whole.
    #[must_use]
    pub fn whole(self) -> Option<u128> {
        self.in_units(0)
    }

    /// The exact sum, or `None` when it overflows.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let sum = self.in_units(places)?.checked_add(other.in_units(places)?)?;
        Some(Self::from_units(sum, places))
    }

    fn split(self) -> (u128, u128) {
        // A checked scale never exceeds 10^19; a fraction scaled to 19 places stays below 10^19.
        let one = power_of_ten(self.places).unwrap_or(u128::MAX);
        let rest = power_of_ten(MAX_PLACES.saturating_sub(self.places)).unwrap_or(1);
        (self.units / one, (self.units % one).saturating_mul(rest))
    }
}

pub(crate) fn power_of_ten(exponent: u8) -> Option<u128> {
    10_u128.checked_pow(u32::from(exponent))
}

impl From<u64> for Decimal {
    fn from(whole: u64) -> Self {
        Self { units: u128::from(whole), places: 0 }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.places == other.places {
            self.units.cmp(&other.units)
        } else {
            self.split().cmp(&other.split())
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = power_of_ten(self.places).ok_or(fmt::Error)?;
        if self.places == 0 {
            return f.pad(&self.units.to_string());
        }
        let width = usize::from(self.places);
        f.pad(&format!("{}.{:0width$}", self.units / one, self.units % one))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads `12`, `12.50`, `12.` and `.5`; spaces around are allowed, signs and exponents not.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        if text.starts_with(['-', '\u{2212}']) {
            return Err(DecimalError::Negative);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let fraction = fraction_digits(text, fraction)?;
        if whole.is_empty() && !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(DecimalError::Unreadable);
        }
        let places = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        if places > MAX_PLACES {
            return Err(DecimalError::TooLong);
        }
        let units = digits(0, whole).and_then(|units| digits(units, fraction))?;
        Ok(Self::from_units(units, places))
    }
}

/// The fraction without trailing zeros, after checking that every character is a digit.
fn fraction_digits<'t>(text: &str, fraction: &'t str) -> Result<&'t str, DecimalError> {
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        Ok(fraction.trim_end_matches('0'))
    } else {
        Err(DecimalError::Unreadable)
    }
}

fn digits(start: u128, text: &str) -> Result<u128, DecimalError> {
    text.bytes().try_fold(start, |units, byte| {
        let digit = byte.checked_sub(b'0').filter(|d| *d < 10).ok_or(DecimalError::Unreadable)?;
        let tenfold = units.checked_mul(10).ok_or(DecimalError::TooLong)?;
        tenfold.checked_add(u128::from(digit)).ok_or(DecimalError::TooLong)
    })
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem| de::Error::custom(format!("`{text}` {problem}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, DecimalError> {
        text.parse::<Decimal>().map(|decimal| decimal.to_string())
    }

    #[test]
    fn prints_back_what_it_means() {
        let same = [("4000.0", "4000"), ("1994767.23", "1994767.23"), (" 7 ", "7"), (".5", "0.5")];
        for (text, printed) in same.into_iter().chain([("007.10", "7.1"), ("0.05", "0.05")]) {
            assert_eq!(read(text).as_deref(), Ok(printed), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_plain_amount() {
        for text in ["", ".", "1e6", "+5", "1 000", "1,5", "abc", "1.2.3", "NaN", "٣"] {
            assert_eq!(read(text), Err(DecimalError::Unreadable), "{text:?}");
        }
        assert_eq!(read("-5"), Err(DecimalError::Negative));
        assert_eq!(read(&"9".repeat(40)), Err(DecimalError::TooLong));
        assert_eq!(read(&format!("0.{}1", "0".repeat(19))), Err(DecimalError::TooLong));
    }

    #[test]
    fn orders_across_scales() {
        let parse = |text: &str| text.parse::<Decimal>().unwrap();
        assert!(parse("10") > parse("9.999"));
        assert!(parse("0.1") < parse("0.11"));
        assert_eq!(parse("2.50").cmp(&parse("2.5")), Ordering::Equal);
        assert_eq!(parse("2.5").in_units(2), Some(250));
        assert_eq!(parse("2.55").in_units(1), None);
    }
}
