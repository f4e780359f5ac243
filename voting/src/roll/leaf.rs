//! A person as a hash that only she can recompute.

use zeroize::Zeroize;

use crate::error::{Error, Result};
use crate::hash::{hmac_sha256, sha256};
use crate::tag;

/// The registrar's secret for one election, from which the salts come.
pub struct Pepper([u8; 32]);

impl Pepper {
    /// A pepper read from its file or made from randomness.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256 of the identity number under the pepper.
    #[must_use]
    pub fn salt(&self, number: &IdentityNumber) -> RollSalt {
        RollSalt(hmac_sha256(&self.0, number.0.as_bytes()))
    }
}

impl Drop for Pepper {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The number by which the state knows a person; printable ASCII.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

impl IdentityNumber {
    /// Takes a number as its source writes it.
    ///
    /// # Errors
    /// When it is empty, longer than 64 characters or not printable ASCII.
    pub fn new(number: &str) -> Result<Self> {
        let printable = number.bytes().all(|byte| byte.is_ascii_graphic());
        if number.is_empty() || number.len() > 64 || !printable {
            return Err(Error::malformed("identity number", "not 1 to 64 printable ASCII"));
        }
        Ok(Self(number.to_owned()))
    }
}

/// Given to the person; with her number it gives her leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollSalt([u8; 32]);

impl RollSalt {
    /// A salt that was given.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A person on the roll, for those who know the salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RollLeaf([u8; 32]);

impl RollLeaf {
    /// SHA-256 of tag, salt and identity number.
    #[must_use]
    pub fn new(salt: &RollSalt, number: &IdentityNumber) -> Self {
        Self(sha256(&[tag::ROLL, &salt.0, number.0.as_bytes()]))
    }

    /// A leaf read from somewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_printable_ascii() {
        assert!(IdentityNumber::new("31234567890123").is_ok());
        for wrong in ["", "12 34", "1234\n", "١٢٣", &"1".repeat(65)] {
            assert!(IdentityNumber::new(wrong).is_err());
        }
    }
}
