//! The roll: who may vote in which contest, as hashes that only the person can recompute.

use std::collections::BTreeSet;

use zeroize::Zeroize;

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::hash::{hmac_sha256, sha256};
use crate::id::ContestIndex;
use crate::merkle::{Hash, leaf_hash, root_of};
use crate::tag;

/// Length of a record in bytes.
pub const RECORD_LENGTH: usize = 34;
const ANY_CONTEST: u16 = u16::MAX;

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

/// Where a person may vote. Sorts as its bytes do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RollContest {
    /// In this contest.
    One(ContestIndex),
    /// In any one contest (65535).
    Any,
}

impl RollContest {
    fn number(self) -> u16 {
        match self {
            Self::One(contest) => contest.index(),
            Self::Any => ANY_CONTEST,
        }
    }

    fn from_number(number: u16) -> Self {
        ContestIndex::new(number).map_or(Self::Any, Self::One)
    }
}

/// One person in one contest. Sorts as its bytes do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RollRecord {
    /// Where.
    pub contest: RollContest,
    /// Who.
    pub leaf: RollLeaf,
}

impl RollRecord {
    /// `u16 contest || leaf[32]`.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; RECORD_LENGTH] {
        let mut bytes = [0; RECORD_LENGTH];
        let (contest, leaf) = bytes.split_at_mut(2);
        contest.copy_from_slice(&self.contest.number().to_be_bytes());
        leaf.copy_from_slice(&self.leaf.0);
        bytes
    }
}

/// A closed roll: records in ascending order, none twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roll(BTreeSet<RollRecord>);

impl Roll {
    /// Collects records in any order.
    ///
    /// # Errors
    /// When a record comes twice.
    pub fn collect(records: impl IntoIterator<Item = RollRecord>) -> Result<Self> {
        let mut sorted = BTreeSet::new();
        for record in records {
            if !sorted.insert(record) {
                return Err(Error::malformed("roll", "the same record twice"));
            }
        }
        Ok(Self(sorted))
    }

    /// Reads `roll.bin`.
    ///
    /// # Errors
    /// When records are cut off, out of order or doubled.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("roll", bytes);
        let mut records: BTreeSet<RollRecord> = BTreeSet::new();
        while !reader.is_at_end() {
            let contest = RollContest::from_number(reader.u16()?);
            let record = RollRecord { contest, leaf: RollLeaf(reader.array()?) };
            if records.last().is_some_and(|last| *last >= record) {
                return Err(reader.error("records not in ascending order"));
            }
            records.insert(record);
        }
        Ok(Self(records))
    }

    /// `roll.bin`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(RollRecord::to_bytes).collect()
    }

    /// RFC 6962 root over the records.
    #[must_use]
    pub fn root(&self) -> Hash {
        root_of(self.0.iter().map(|record| leaf_hash(&record.to_bytes())))
    }

    /// Number of records.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.len() as u64
    }

    /// Number of people who may vote in `contest`: its own records and those for any contest.
    #[must_use]
    pub fn size_of(&self, contest: ContestIndex) -> u64 {
        let admits = |record: &&RollRecord| match record.contest {
            RollContest::One(own) => own == contest,
            RollContest::Any => true,
        };
        self.0.iter().filter(admits).count() as u64
    }

    /// The record by which this person may vote in `contest`: her own for it, else the one for any.
    #[must_use]
    pub fn record_for(&self, contest: ContestIndex, leaf: RollLeaf) -> Option<RollRecord> {
        [RollContest::One(contest), RollContest::Any]
            .map(|contest| RollRecord { contest, leaf })
            .into_iter()
            .find(|record| self.0.contains(record))
    }

    /// The records in order.
    pub fn records(&self) -> impl Iterator<Item = &RollRecord> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(contest: u16, leaf: u8) -> RollRecord {
        RollRecord { contest: RollContest::from_number(contest), leaf: RollLeaf([leaf; 32]) }
    }

    #[test]
    fn sorted_without_doubles() {
        let roll = Roll::collect([record(1, 1), record(0, 9), record(65535, 2)]).unwrap();
        let bytes = roll.to_bytes();
        assert_eq!(bytes.len(), 3 * RECORD_LENGTH);
        assert_eq!(Roll::parse(&bytes).unwrap(), roll);
        assert_eq!([bytes[1], bytes[35], bytes[69]], [0, 1, 255]);
        assert!(Roll::collect([record(1, 1), record(1, 1)]).is_err());
    }

    #[test]
    fn refuses_another_order_and_cut_records() {
        let [a, b] = [record(0, 1).to_bytes(), record(0, 2).to_bytes()];
        assert!(Roll::parse(&[a, b].concat()).is_ok());
        assert!(Roll::parse(&[b, a].concat()).is_err());
        assert!(Roll::parse(&[a, a].concat()).is_err());
        assert!(Roll::parse(&[&a[..], &b[..33]].concat()).is_err());
        assert!(Roll::parse(&[]).is_ok_and(|roll| roll.size() == 0));
    }

    #[test]
    fn counts_and_finds_by_contest() {
        let roll = Roll::collect([record(0, 1), record(1, 1), record(65535, 3)]).unwrap();
        let [zero, one] = [0, 1].map(|index| ContestIndex::new(index).unwrap());
        assert_eq!((roll.size_of(zero), roll.size_of(one), roll.size()), (2, 2, 3));
        assert_eq!(roll.record_for(zero, RollLeaf([1; 32])), Some(record(0, 1)));
        assert_eq!(roll.record_for(one, RollLeaf([3; 32])), Some(record(65535, 3)));
        assert_eq!(roll.record_for(one, RollLeaf([4; 32])), None);
    }

    #[test]
    fn identity_numbers_are_printable_ascii() {
        assert!(IdentityNumber::new("31234567890123").is_ok());
        for wrong in ["", "12 34", "1234\n", "١٢٣", &"1".repeat(65)] {
            assert!(IdentityNumber::new(wrong).is_err());
        }
    }
}
