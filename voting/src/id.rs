//! What names an election, a contest and a project.

use std::fmt;

use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::{tag, text};

/// SHA-256 of the manifest's exact bytes under its tag: binds everything to one election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElectionId([u8; 32]);

impl ElectionId {
    /// The id of the election that these manifest bytes define.
    #[must_use]
    pub fn of_manifest(manifest: &[u8]) -> Self {
        Self(sha256(&[tag::MANIFEST, manifest]))
    }

    /// An id read from somewhere.
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

impl fmt::Display for ElectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::hex(&self.0))
    }
}

/// Position of a contest in the manifest, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContestIndex(u16);

impl ContestIndex {
    /// A contest's index.
    ///
    /// # Errors
    /// For 65535, which in the roll means "any one contest".
    pub const fn new(index: u16) -> Result<Self> {
        if index == u16::MAX {
            return Err(Error::malformed("contest", "65535 is no contest"));
        }
        Ok(Self(index))
    }

    /// The index as written in every binary format.
    #[must_use]
    pub const fn to_be_bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }

    /// The index as a number.
    #[must_use]
    pub const fn index(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ContestIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Position of a project in its contest, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectIndex(pub u16);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn election_id_of_known_bytes() {
        // printf 'pb-v1:manifest\n{}' | sha256sum
        assert_eq!(
            ElectionId::of_manifest(b"{}").to_string(),
            "0e78cb9aff5844c9538ad9fd8beaa7aa8f5473a2c2230437e690629f973d1fff"
        );
    }

    #[test]
    fn the_last_number_is_no_contest() {
        assert_eq!(ContestIndex::new(65534).unwrap().to_be_bytes(), [0xff, 0xfe]);
        assert!(ContestIndex::new(65535).is_err());
    }
}
