//! Entries of the two logs: header, what the log is for, close.

use crate::bytes::Reader;
use crate::commitment::Commitment;
use crate::error::Result;
use crate::id::ElectionId;
use crate::issuance::IssueEntry;
use crate::tag;

/// Entry 0 of both logs: tag and election.
#[must_use]
pub fn header(election: &ElectionId) -> Vec<u8> {
    [tag::HEADER, election.as_bytes()].concat()
}

/// Last entry of both logs: tag, election and the number of entries before it.
#[must_use]
pub fn close(election: &ElectionId, before: u64) -> Vec<u8> {
    [tag::CLOSE, election.as_bytes(), &before.to_be_bytes()].concat()
}

/// Entry of the ballot log: tag and commitment.
#[must_use]
pub fn ballot(commitment: &Commitment) -> Vec<u8> {
    [tag::LEAF, commitment.as_bytes()].concat()
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The log is of this election.
    Header(ElectionId),
    /// A credential was issued.
    Issue(IssueEntry),
    /// A ballot was cast.
    Ballot(Commitment),
    /// The log ends here.
    Close {
        /// The election.
        election: ElectionId,
        /// Entries before this one.
        before: u64,
    },
}

impl Entry {
    /// Reads an entry of either log.
    ///
    /// # Errors
    /// When it is none of the four, or does not re-encode to the same bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("log entry", bytes);
        let entry = if bytes.starts_with(tag::ISSUE) {
            return IssueEntry::parse(bytes).map(Self::Issue);
        } else if reader.tag(tag::HEADER).is_ok() {
            Self::Header(ElectionId::from_bytes(reader.array()?))
        } else if reader.tag(tag::LEAF).is_ok() {
            Self::Ballot(Commitment::from_bytes(reader.array()?))
        } else {
            reader.tag(tag::CLOSE)?;
            let election = ElectionId::from_bytes(reader.array()?);
            Self::Close { election, before: reader.u64()? }
        };
        reader.end()?;
        Ok(entry)
    }

    /// The bytes that are logged.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Header(election) => header(election),
            Self::Issue(issue) => issue.to_bytes(),
            Self::Ballot(commitment) => ballot(commitment),
            Self::Close { election, before } => close(election, *before),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_exact() {
        let election = ElectionId::from_bytes([1; 32]);
        for entry in
            [header(&election), close(&election, 7), ballot(&Commitment::from_bytes([2; 32]))]
        {
            assert!(Entry::parse(&entry).is_ok());
            assert!(Entry::parse(&entry[..entry.len() - 1]).is_err());
            assert!(Entry::parse(&[&entry[..], &[0]].concat()).is_err());
        }
        assert!(Entry::parse(b"").is_err());
    }

    proptest! {
        /// What parses is written again, byte for byte.
        #[test]
        fn one_form(kind in 0usize..5, rest in prop::collection::vec(any::<u8>(), 0..160)) {
            let tag = [tag::HEADER, tag::CLOSE, tag::LEAF, tag::ISSUE, b""][kind];
            for length in [32, 40, 131, rest.len()] {
                let mut bytes = [tag, &rest].concat();
                bytes.truncate(tag.len() + length);
                if let Ok(entry) = Entry::parse(&bytes) {
                    prop_assert_eq!(entry.to_bytes(), bytes);
                }
            }
        }
    }
}
