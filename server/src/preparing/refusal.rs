//! Why a vote cannot be prepared.

use crate::election_keys::KeyError;
use store::{Constraint, StoreError, UnixTime};
use thiserror::Error;
use voting::keygen::Flaw;

/// Why a vote cannot be prepared or approved, in words for who prepares it.
#[derive(Debug, Error)]
pub enum PrepareError {
    /// The season has no voting phase.
    #[error("the season has no dates for its vote")]
    NoVote,
    /// It is too late.
    #[error("the vote should have begun: it is prepared and approved before")]
    Begun {
        /// Its first second.
        opens: UnixTime,
    },
    /// There is nothing to vote in.
    #[error("the season has no contests: make them first")]
    NoContest,
    /// More than a manifest holds.
    #[error("the season has more than 65534 contests")]
    TooManyContests,
    /// There is nothing to vote for.
    #[error("no project was admitted in {contest}")]
    NoProject {
        /// The contest's place.
        contest: String,
    },
    /// A ballot would need more projects than there are.
    #[error("{contest} has {projects} projects, and a ballot asks for at least {min}")]
    FewProjects {
        /// The contest's place.
        contest: String,
        /// How many there are.
        projects: usize,
        /// How many a ballot needs.
        min: i64,
    },
    /// There is nobody to vote.
    #[error("nobody may vote in {contest}: import the roll first (hashar import roll)")]
    Nobody {
        /// The contest's place.
        contest: String,
    },
    /// A rule that the tally does not have, or not with these parameters.
    #[error("the rule of {contest} cannot be used: {reason}")]
    Rule {
        /// The contest's place.
        contest: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The residence rule `mahalla` in a contest of a larger place.
    #[error("{contest} is no mahalla: under the residence rule \"mahalla\" each contest is in one")]
    NoMahalla {
        /// The contest's place.
        contest: String,
    },
    /// Audited publication without anybody who audits.
    #[error("audited publication needs at least one auditor and a quorum")]
    NoAuditor,
    /// Several trustees, and what they published does not show that they made the key together.
    #[error("the key generation of the trustees does not hold: {0}")]
    KeyGeneration(#[from] Flaw),
    /// Contests were added or removed since the keys were made.
    #[error("there are registrar keys for {keys} contests, and the season has {contests}")]
    KeyCount {
        /// Keys in the folder.
        keys: usize,
        /// Contests of the season.
        contests: usize,
    },
    /// Two officials approved it already.
    #[error("the vote is approved and cannot be changed any more")]
    Approved,
    /// The manifest would break a rule of the protocol.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(StoreError),
    /// Work that was begun did not end.
    #[error("preparing was broken off: try again")]
    Broken,
}

impl From<StoreError> for PrepareError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::ElectionApproved | Constraint::ElectionState) => {
                Self::Approved
            }
            other => Self::Store(other),
        }
    }
}
