//! The key of a proposal and of the project that it becomes.

use crate::StoreError;
use std::fmt;
use std::str::FromStr;

/// A part of addresses and the project's id in the manifest: `[A-Za-z0-9._-]{1,32}`, unique.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct ProposalKey(String);

/// Digits of Crockford's base 32, in lower case.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl ProposalKey {
    /// A key of ten characters out of 50 random bits: nobody finds a draft by counting.
    #[must_use]
    pub fn from_random(bits: u64) -> Self {
        let digit = |place: u32| DIGITS.get(((bits >> (place * 5)) & 31) as usize);
        Self((0..10).filter_map(digit).map(|byte| char::from(*byte)).collect())
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProposalKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for ProposalKey {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        if (1..=32).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text.to_owned()));
        }
        Err(StoreError::UnknownWord { kind: "ProposalKey", word: text.to_owned() })
    }
}

stored_as!(ProposalKey, String);

impl From<ProposalKey> for String {
    fn from(key: ProposalKey) -> Self {
        key.0
    }
}

impl TryFrom<String> for ProposalKey {
    type Error = StoreError;

    fn try_from(text: String) -> Result<Self, StoreError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::ProposalKey;

    #[test]
    fn only_the_manifests_characters_make_a_key() {
        for good in ["a", "oq26s-suv-dahbed", "A.b_c-9", &"x".repeat(32)] {
            assert_eq!(good.parse::<ProposalKey>().unwrap().as_str(), good);
        }
        for bad in ["", "a b", "ў", "a/b", "a%2fb", "a\n", &"x".repeat(33)] {
            assert!(bad.parse::<ProposalKey>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn random_bits_make_keys_that_parse() {
        assert_eq!(ProposalKey::from_random(0).as_str(), "0000000000");
        let key = ProposalKey::from_random(u64::MAX);
        assert_eq!(key.as_str(), "zzzzzzzzzz");
        assert_eq!(key.as_str().parse::<ProposalKey>().unwrap(), key);
        assert_ne!(ProposalKey::from_random(1), ProposalKey::from_random(1 << 45));
    }
}
