//! Why something after the vote cannot be done now.

use super::records::RecordError;
use crate::poll::PollError;
use crate::randomness::NoSeed;
use crate::sequencer::SequencerError;
use store::{Constraint, StoreError};
use thiserror::Error;

/// Why something after the vote cannot be done now. The first group is for people to mend, the
/// last one is ours.
#[derive(Debug, Error)]
pub enum CountingError {
    /// There is no such election, or nobody approved it.
    #[error("no such election")]
    Unknown,
    /// The vote goes on until then, in Unix seconds.
    #[error("the vote is open until {0}")]
    StillOpen(u64),
    /// A log has no closing entry yet; whoever holds its key writes it within seconds.
    #[error("a log has not ended yet")]
    LogsOpen,
    /// Witnesses are asked for the last heads of the logs until then, in Unix seconds.
    #[error("the quorum of witnesses has not signed the last heads; they are asked until {0}")]
    WitnessesMissing(u64),
    /// The election is not in the state for this: something else comes first, or came before.
    #[error("the election is in another state")]
    State,
    /// What was proposed is another act or of another election.
    #[error("another act was approved")]
    OtherApproval,
    /// Who proposed an act cannot confirm it.
    #[error("two officials are needed")]
    TwoPeople,
    /// The proposed act was declined or withdrawn.
    #[error("the proposed act was decided before")]
    Decided,
    /// What was sent is no signed note.
    #[error("this is no signed note: {0}")]
    NoNote(voting::error::Error),
    /// Nobody whom the manifest names signed the note.
    #[error("nobody whom the manifest names signed this note")]
    OtherAuthor,
    /// The note is about other logs, or an earlier state of these.
    #[error("the note is about other logs or an earlier state of them")]
    OtherLogs,
    /// The share is not the one that belongs to the trustee's public key.
    #[error("the share of {trustee} does not belong to the public key in the manifest")]
    WrongShare {
        /// The trustee's name in the manifest.
        trustee: String,
    },
    /// The note is about another copy than the one of the close.
    #[error("the note is about another copy")]
    OtherCopy,
    /// Trustees wait for auditors.
    #[error("{held} of {quorum} auditors hold the copy")]
    HoldsMissing {
        /// Auditors whose notes are here.
        held: u64,
        /// How many it takes.
        quorum: u64,
    },
    /// Too few trustees released their shares.
    #[error("{here} of {needed} shares are here")]
    SharesMissing {
        /// Shares that are here.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// The attestation is about another record, or found something else in it.
    #[error("the note attests to another record or to other totals")]
    OtherRecord,
    /// The ballots were erased after the appeal period, and nobody can read them again.
    #[error("the ballots were erased after the appeal period")]
    Erased,
    /// The key for this is not here.
    #[error("this process does not hold the organiser's key")]
    NoKey,
    /// Files of the close are missing or not what they were.
    #[error("{0} is missing or was changed: restore it from a backup")]
    Changed(String),
    /// The manifest asks for a rule that does not exist.
    #[error(transparent)]
    Tally(#[from] tally::TallyError),
    /// What was read or signed breaks the protocol.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
    /// Files of records.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The election.
    #[error(transparent)]
    Poll(PollError),
    /// The logs.
    #[error(transparent)]
    Sequencer(#[from] SequencerError),
    /// The database.
    #[error(transparent)]
    Store(StoreError),
    /// No randomness.
    #[error(transparent)]
    NoSeed(#[from] NoSeed),
    /// A computation ended before it was done.
    #[error("a computation ended before it was done")]
    Ended,
}

impl From<StoreError> for CountingError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::ElectionState) => Self::State,
            StoreError::Conflict(Constraint::OtherApproval) => Self::OtherApproval,
            StoreError::Conflict(Constraint::TwoPeople) => Self::TwoPeople,
            StoreError::Conflict(Constraint::ApprovalDecided) => Self::Decided,
            StoreError::NotFound => Self::Unknown,
            other => Self::Store(other),
        }
    }
}

impl From<PollError> for CountingError {
    fn from(error: PollError) -> Self {
        match error {
            PollError::Unknown => Self::Unknown,
            other => Self::Poll(other),
        }
    }
}

impl From<tokio::task::JoinError> for CountingError {
    fn from(error: tokio::task::JoinError) -> Self {
        tracing::error!(%error, "a computation ended");
        Self::Ended
    }
}
