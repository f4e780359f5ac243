//! One person in one contest.

use crate::id::ContestIndex;
use crate::roll::RollLeaf;

/// Length of a record in bytes.
pub const RECORD_LENGTH: usize = 34;
const ANY_CONTEST: u16 = u16::MAX;

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

    pub(super) fn from_number(number: u16) -> Self {
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
        leaf.copy_from_slice(self.leaf.as_bytes());
        bytes
    }
}
