//! Exact fractions of any size, for publication.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigUint;
use num_integer::Integer as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::decimal::{Decimal, power_of_ten};

/// A non-negative fraction in lowest terms. Serialized as a string: `"48029/812700"`, or `"7"`
/// when it is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: BigUint,
    denominator: BigUint,
}

/// Why a text is not a [`Fraction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a fraction such as 3/7")]
pub struct FractionError;

impl Fraction {
    /// `numerator / denominator` in lowest terms; `None` over zero.
    pub(crate) fn new(numerator: BigUint, denominator: BigUint) -> Option<Self> {
        if denominator == BigUint::ZERO {
            return None;
        }
        let common = numerator.gcd(&denominator);
        Some(Self { numerator: numerator / &common, denominator: denominator / common })
    }

    /// A share of a whole; 0 over zero.
    pub(crate) fn ratio(part: u64, whole: u64) -> Self {
        Self::new(part.into(), whole.into()).unwrap_or_default()
    }

    /// This many times `10^-places`.
    pub(crate) fn scaled_down(self, places: u8) -> Self {
        let one = BigUint::from(10_u8).pow(u32::from(places));
        Self::new(self.numerator.clone(), &self.denominator * one).unwrap_or(self)
    }

    /// This many times `10^places`.
    pub(crate) fn scaled_up(self, places: u8) -> Self {
        let one = BigUint::from(10_u8).pow(u32::from(places));
        Self::new(&self.numerator * one, self.denominator.clone()).unwrap_or(self)
    }

    /// Rounded down to `places` decimal places, to be read by people; `None` above 128 bits.
    #[must_use]
    pub fn rounded_down(&self, places: u8) -> Option<Decimal> {
        let units = &self.numerator * power_of_ten(places)? / &self.denominator;
        Some(Decimal::from_units(units.try_into().ok()?, places))
    }

    /// Rounded to `places` decimal places, halves up, to be read by people, and whether that is all
    /// of it; `None` above 128 bits.
    #[must_use]
    pub fn rounded(&self, places: u8) -> Option<(Decimal, bool)> {
        let scaled = &self.numerator * power_of_ten(places)?;
        let (units, rest) = scaled.div_rem(&self.denominator);
        let exact = rest == BigUint::ZERO;
        let up = u8::from(rest * 2_u8 >= self.denominator);
        Some((Decimal::from_units((units + up).try_into().ok()?, places), exact))
    }
}

impl Default for Fraction {
    /// Nothing: `0`.
    fn default() -> Self {
        Self { numerator: BigUint::ZERO, denominator: BigUint::from(1_u8) }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == BigUint::from(1_u8) {
            return write!(f, "{}", self.numerator);
        }
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let read = |digits: &str| {
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse().map_err(|_| FractionError) } else { Err(FractionError) }
        };
        Self::new(read(numerator)?, read(denominator)?).ok_or(FractionError)
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem| de::Error::custom(format!("`{text}` {problem}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_lowest_terms_and_back() {
        for (text, printed) in [("6/4", "3/2"), ("8/2", "4"), ("0/9", "0"), ("7", "7")] {
            let fraction: Fraction = text.parse().unwrap();
            assert_eq!(fraction.to_string(), printed);
            assert_eq!(printed.parse(), Ok(fraction));
        }
        for wrong in ["", "/", "1/0", "-1/2", "1/-2", "a", "1/2/3", "+1"] {
            assert_eq!(wrong.parse::<Fraction>(), Err(FractionError), "{wrong:?}");
        }
    }

    #[test]
    fn says_whether_it_was_rounded() {
        let rounded = |text: &str| {
            let (decimal, exact) = text.parse::<Fraction>().unwrap().rounded(2).unwrap();
            (decimal.to_string(), exact)
        };
        assert_eq!(rounded("2/3"), ("0.67".to_owned(), false));
        assert_eq!(rounded("1/3"), ("0.33".to_owned(), false));
        assert_eq!(rounded("1/8"), ("0.13".to_owned(), false));
        assert_eq!(rounded("5/4"), ("1.25".to_owned(), true));
        assert_eq!(rounded("1999/1000"), ("2".to_owned(), false));
        assert_eq!("9".repeat(60).parse::<Fraction>().unwrap().rounded(0), None);
    }

    #[test]
    fn rounds_down_for_people() {
        let fraction: Fraction = "2/3".parse().unwrap();
        assert_eq!(fraction.rounded_down(2).unwrap().to_string(), "0.66");
        assert_eq!(fraction.scaled_down(1).to_string(), "1/15");
        let huge: Fraction = "9".repeat(60).parse().unwrap();
        assert_eq!(huge.rounded_down(0), None);
    }
}
