//! The roll: who may vote in which contest, as hashes that only the person can recompute.

mod leaf;
mod record;

pub use leaf::{IdentityNumber, Pepper, RollLeaf, RollSalt};
pub use record::{RECORD_LENGTH, RollContest, RollRecord};

use std::collections::BTreeSet;

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::id::ContestIndex;
use crate::merkle::{Hash, leaf_hash, root_of};

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
            let record = RollRecord { contest, leaf: RollLeaf::from_bytes(reader.array()?) };
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
        RollRecord {
            contest: RollContest::from_number(contest),
            leaf: RollLeaf::from_bytes([leaf; 32]),
        }
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
        assert_eq!(roll.record_for(zero, RollLeaf::from_bytes([1; 32])), Some(record(0, 1)));
        assert_eq!(roll.record_for(one, RollLeaf::from_bytes([3; 32])), Some(record(65535, 3)));
        assert_eq!(roll.record_for(one, RollLeaf::from_bytes([4; 32])), None);
    }
}
