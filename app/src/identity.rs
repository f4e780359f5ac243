//! The identity number, and the little that is kept of it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use std::str::FromStr;
use store::Nullifier;
use thiserror::Error;
use zeroize::Zeroizing;

/// How many digits an identity number has.
const DIGITS: usize = 14;

/// Weights of the check digit, over and over.
const WEIGHTS: [u32; 3] = [7, 3, 1];

/// The personal identification number (PINFL) of Uzbekistan: 14 digits, the last one a check digit.
///
/// It is shown and logged nowhere and wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Pinfl(Zeroizing<String>);

/// Why a text is no identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PinflError {
    /// Not 14 digits.
    #[error("an identity number has 14 digits")]
    Length,
    /// Digits were mistyped or swapped.
    #[error("the check digit of the identity number is wrong")]
    CheckDigit,
}

/// The secret under which identity numbers are hashed; without it no list of numbers can be tried.
#[derive(Clone)]
pub struct Pepper(Zeroizing<Block>);

/// A key of SHA-256's block length: HMAC fills shorter keys with zeros (RFC 2104 section 2).
type Block = [u8; 64];

impl Pinfl {
    /// The 14 digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The check digit of the first 13 digits: sum of d\[i\] * (7, 3, 1)\[i mod 3\], mod 10. `None`
    /// when they are not 13 digits.
    #[must_use]
    pub fn check_digit(first: &str) -> Option<u32> {
        if first.len() != DIGITS - 1 {
            return None;
        }
        let weighed = first
            .chars()
            .zip(WEIGHTS.into_iter().cycle())
            .map(|(digit, weight)| digit.to_digit(10).map(|digit| digit * weight));
        weighed.sum::<Option<u32>>().map(|sum| sum % 10)
    }
}

impl FromStr for Pinfl {
    type Err = PinflError;

    /// Reads what a provider sent or somebody typed; spaces around and between groups are dropped.
    fn from_str(text: &str) -> Result<Self, PinflError> {
        let mut digits = Zeroizing::new(String::with_capacity(DIGITS));
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            if !character.is_ascii_digit() || digits.len() == DIGITS {
                return Err(PinflError::Length);
            }
            digits.push(character);
        }
        let (first, check) = digits.split_at_checked(DIGITS - 1).ok_or(PinflError::Length)?;
        let typed = check.chars().next().and_then(|digit| digit.to_digit(10));
        match (typed, Self::check_digit(first)) {
            (None, _) => Err(PinflError::Length),
            (typed, right) if typed == right => Ok(Self(digits)),
            _ => Err(PinflError::CheckDigit),
        }
    }
}

impl fmt::Debug for Pinfl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pinfl(..)")
    }
}

impl Pepper {
    /// A pepper of 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        let mut block = Zeroizing::new([0; 64]);
        for (to, from) in block.iter_mut().zip(bytes) {
            *to = from;
        }
        Self(block)
    }

    /// HMAC-SHA-256(pepper, the 14 digits in ASCII): the same person gives the same value.
    #[must_use]
    pub fn nullifier(&self, number: &Pinfl) -> Nullifier {
        let mut mac = Hmac::<Sha256>::new(&(*self.0).into());
        mac.update(number.digits().as_bytes());
        Nullifier(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for Pepper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pepper(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pinfl(text: &str) -> Result<Pinfl, PinflError> {
        text.parse()
    }

    #[test]
    fn typed_numbers_are_verified() {
        assert_eq!(pinfl("41203849990014").unwrap().digits(), "41203849990014");
        assert_eq!(pinfl(" 41203849 990014 ").unwrap().digits(), "41203849990014");
        assert_eq!(pinfl("41203849990015"), Err(PinflError::CheckDigit));
        for wrong in ["", "4120384999001", "412038499900140", "4120384999001x", "٤1203849990014"] {
            assert_eq!(pinfl(wrong), Err(PinflError::Length), "{wrong:?}");
        }
    }

    #[test]
    fn the_nullifier_is_the_hmac_of_the_digits() {
        let number = pinfl("41203849990014").unwrap();
        let one = Pepper::new([1; 32]).nullifier(&number);
        // openssl dgst -sha256 -mac HMAC -macopt hexkey:0101...01
        let expected = "e70099f0ec968dbab0b0ad8d7d1724d74d2091fefc872a37b9a4144abadee2dd";
        assert_eq!(data_encoding::HEXLOWER.encode(one.as_bytes()), expected);
        assert_ne!(one, Pepper::new([2; 32]).nullifier(&number));
    }

    #[test]
    fn nothing_shows_a_number() {
        let number = pinfl("41203849990014").unwrap();
        assert_eq!(format!("{number:?} {:?}", Pepper::new([7; 32])), "Pinfl(..) Pepper(..)");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(first in "[0-9]{13}", at in 0_usize..14, more in 1_u32..10) {
            let check = Pinfl::check_digit(&first).unwrap();
            let right = format!("{first}{check}");
            prop_assert_eq!(pinfl(&right).unwrap().digits(), &right);
            // 7, 3 and 1 have inverses modulo 10: every change of one digit moves the sum.
            let wrong: String = right
                .chars()
                .enumerate()
                .map(|(index, digit)| match index == at {
                    true => char::from_digit((digit.to_digit(10).unwrap() + more) % 10, 10).unwrap(),
                    false => digit,
                })
                .collect();
            prop_assert_eq!(pinfl(&wrong), Err(PinflError::CheckDigit));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            if let Ok(number) = pinfl(&text) {
                prop_assert_eq!(number.digits().len(), 14);
            }
        }
    }
}
