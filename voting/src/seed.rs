//! The seed from which a voter's keys for one election come, and its recovery code.

use rand_core::CryptoRng;
use zeroize::Zeroize;

use crate::error::{Error, Result};

/// Digits of the code, and the five symbols that only a check symbol can be (Crockford's base 32).
const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const DIGITS: usize = 26;
const CHECK_MODULUS: u128 = 37;

/// Sixteen random bytes: whoever has them votes in this person's place.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 16]);

impl Seed {
    /// A new seed.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// A seed that was stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The sixteen bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The recovery code: the big-endian integer as 26 Crockford digits and a check symbol
    /// (modulo 37), in groups of four with hyphens.
    #[must_use]
    pub fn recovery_code(&self) -> String {
        let number = u128::from_be_bytes(self.0);
        let digits = (0..DIGITS).rev().map(|place| (number >> (5 * place)) & 31);
        let symbols: Vec<char> =
            digits.chain([number % CHECK_MODULUS]).filter_map(symbol).map(char::from).collect();
        symbols.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
    }

    /// Reads a recovery code as people type it: any case, hyphens and spaces anywhere, O for 0,
    /// I and L for 1. The check symbol finds every single wrong symbol and every swap of
    /// neighbours.
    ///
    /// # Errors
    /// [`Error::RecoveryCode`] with the reason.
    pub fn from_recovery_code(code: &str) -> Result<Self> {
        let symbols: Vec<char> = code.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let (check, digits) =
            symbols.split_last().ok_or(Error::RecoveryCode("there is no code"))?;
        if digits.len() != DIGITS {
            return Err(Error::RecoveryCode("a code has 26 digits and a check symbol"));
        }
        let mut number: u128 = 0;
        for digit in digits {
            let value = value(*digit).filter(|value| *value < 32);
            let value = value.ok_or(Error::RecoveryCode("a symbol that no code has"))?;
            if number >> 123 != 0 {
                return Err(Error::RecoveryCode("the first digit is above 7"));
            }
            number = (number << 5) | value;
        }
        if value(*check) != Some(number % CHECK_MODULUS) {
            return Err(Error::RecoveryCode("a typing error: the check symbol does not fit"));
        }
        Ok(Self(number.to_be_bytes()))
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(..)")
    }
}

fn symbol(value: u128) -> Option<u8> {
    SYMBOLS.get(usize::try_from(value).ok()?).copied()
}

fn value(symbol: char) -> Option<u128> {
    let folded = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SYMBOLS.iter().position(|known| char::from(*known) == folded)?;
    u128::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CODE: &str = "40G4-1G84-3TH6-9R83-K279-4WZC-0YB";

    fn sample() -> Seed {
        Seed::from_bytes(*b"\x80\x81\x03\x04\x10\x7a\x89\x93\x84\x0e\x62\x3a\x49\xcf\xb0\x1e")
    }

    #[test]
    fn fixed_codes() {
        assert_eq!(Seed::from_bytes([0; 16]).recovery_code(), "0000-0000-0000-0000-0000-0000-000");
        // 2^128 - 1 modulo 37 is 32: '*'.
        assert_eq!(
            Seed::from_bytes([0xff; 16]).recovery_code(),
            "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ*"
        );
        assert_eq!(sample().recovery_code(), CODE);
    }

    #[test]
    fn folds_what_people_type() {
        let zeros = Seed::from_bytes([0; 16]);
        assert_eq!(Seed::from_recovery_code("oO00 0000-000000000000000000O").unwrap(), zeros);
        let seed = sample();
        let code = seed.recovery_code();
        assert_eq!(Seed::from_recovery_code(&code.to_lowercase()).unwrap(), seed);
        assert_eq!(Seed::from_recovery_code(&code.replace('1', "l")).unwrap(), seed);
        assert_eq!(Seed::from_recovery_code(&code.replace('1', "i")).unwrap(), seed);
        assert_eq!(Seed::from_recovery_code(&code.replace('-', "")).unwrap(), seed);
    }

    #[test]
    fn refuses_other_lengths_and_symbols() {
        for wrong in ["", "-", "0", &CODE[1..], &format!("{CODE}0"), "8ZZZZZZZZZZZZZZZZZZZZZZZZZZ"]
        {
            assert!(matches!(Seed::from_recovery_code(wrong), Err(Error::RecoveryCode(_))));
        }
        assert!(Seed::from_recovery_code("U000-0000-0000-0000-0000-0000-000").is_err());
        assert!(Seed::from_recovery_code("0000-0000-0000-0000-0000-0000-00é").is_err());
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", sample()), "Seed(..)");
    }

    proptest! {
        #[test]
        fn a_code_gives_its_seed_back(bytes: [u8; 16]) {
            let seed = Seed::from_bytes(bytes);
            prop_assert_eq!(Seed::from_recovery_code(&seed.recovery_code()).unwrap(), seed);
        }

        #[test]
        fn one_wrong_symbol_is_found(bytes: [u8; 16], place in 0..27usize, other in 0..32usize) {
            let code = Seed::from_bytes(bytes).recovery_code().replace('-', "");
            let mut symbols: Vec<char> = code.chars().collect();
            let typed = char::from(SYMBOLS[other]);
            prop_assume!(symbols[place] != typed);
            symbols[place] = typed;
            prop_assert!(Seed::from_recovery_code(&String::from_iter(symbols)).is_err());
        }

        #[test]
        fn swapped_neighbours_are_found(bytes: [u8; 16], place in 0..25usize) {
            let code = Seed::from_bytes(bytes).recovery_code().replace('-', "");
            let mut symbols: Vec<char> = code.chars().collect();
            prop_assume!(symbols[place] != symbols[place + 1]);
            symbols.swap(place, place + 1);
            prop_assert!(Seed::from_recovery_code(&String::from_iter(symbols)).is_err());
        }
    }
}
