//! After the vote: close, shares, count, record (docs/protocol.md, sections 3 to 5).
//!
//! 1. [`close()`]: the logs have their last entries; what auditors get is written down; the
//!    registrar's keys are destroyed;
//! 2. [`take_hold`]: auditors hold a copy that opens the log; [`take_share`]: trustees release the
//!    election's secret;
//! 3. [`tally()`]: ballots are unsealed and counted;
//! 4. [`publish()`]: the record, signed and public for good; [`take_attestation`]: auditors agree.
//!
//! Each can be repeated after a crash. Files and keys come first and are the same every time; one
//! transaction at the end changes the election and uses up the warrant, so that of two at once one
//! does it. What was done under a confirmed approval is done: repeating it says so.
//! The election's secret is in memory while it counts and nowhere else.

mod close;
mod copy;
mod error;
mod hold;
mod logs;
mod publish;
mod records;
mod share;
mod tally;

pub use close::{close, finish_closing};
pub use error::CountingError;
pub use hold::{HoldsHeld, holds, take_attestation, take_hold};
pub use logs::tile;
pub use publish::publish;
pub use records::{FileInfo, Found, RecordError, Records, visible};
pub use share::{shares, take_share};
pub use tally::tally;

use crate::poll::{Poll, Polls};
use std::sync::Arc;
use store::approvals::{Decision, Warrant};
use store::elections::{ElectionState, StoredElection};
use store::{Constraint, Store, StoreError};
use voting::checkpoint::Checkpoint;
use voting::id::ElectionId;
use voting::note::Note;

/// What counting works with. Cheap to clone.
#[derive(Clone)]
pub struct Counting {
    /// Elections and keys.
    pub polls: Polls,
    /// Files of records.
    pub records: Records,
}

/// The heads that shares, holds and the count are about.
pub(crate) struct FinalHeads {
    pub(crate) issuance: Checkpoint,
    pub(crate) ballots: Checkpoint,
}

impl Counting {
    fn store(&self) -> &Store {
        self.polls.store()
    }

    /// An election that was approved, however far it is.
    async fn stored(&self, id: &ElectionId) -> Result<StoredElection, CountingError> {
        let stored = self.store().election(id).await?;
        match stored.state {
            ElectionState::Prepared => Err(CountingError::Unknown),
            _ => Ok(stored),
        }
    }

    async fn poll(&self, id: &ElectionId) -> Result<Arc<Poll>, CountingError> {
        Ok(self.polls.poll(id).await?)
    }

    /// The last signed heads of both logs.
    pub(crate) async fn final_heads(&self, poll: &Poll) -> Result<FinalHeads, CountingError> {
        use store::logs::Log;
        let logs = &poll.election.manifest.logs;
        let head = async |log, of: &voting::manifest::Log| {
            let stored = self.store().checkpoint(poll.row, log).await?;
            let note = Note::parse(&stored.note)?;
            Ok::<_, CountingError>(Checkpoint::verify(&note, &of.vkey)?)
        };
        let issuance = head(Log::Issuance, &logs.issuance).await?;
        Ok(FinalHeads { issuance, ballots: head(Log::Ballots, &logs.ballots).await? })
    }

    /// Whether an election is past the act that a warrant is for. It may have been done under this
    /// very warrant, before a crash; a warrant that is still open was for something done before.
    async fn done_before(
        &self,
        stored: &StoredElection,
        to: ElectionState,
        warrant: Warrant,
    ) -> Result<bool, CountingError> {
        if stored.state < to {
            return Ok(false);
        }
        let Warrant::Confirmed { approval, .. } = warrant else { return Ok(true) };
        let decided = self.store().approval(approval).await?.decided;
        match decided.is_some_and(|decided| decided.decision == Decision::Confirmed) {
            true => Ok(true),
            false => Err(StoreError::Conflict(Constraint::ElectionState).into()),
        }
    }
}
