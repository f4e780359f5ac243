//! The ballot box: checks a body in the protocol's order, commits to it, stores it, promises it.
//!
//! It is told who casts by nobody: it sees the body alone. Its order is that of section 3 of
//! docs/protocol.md; the checks themselves are `voting`'s.

pub mod writer;

use crate::poll::{NotComputed, Poll, Polls};
use crate::randomness::{Generator, NoSeed};
use std::sync::Arc;
use store::UnixTime;
use store::ballot_box::{NewBallot, StoredAnswer, Taken};
use thiserror::Error;
use voting::answer::Answer;
use voting::ballot_box::Admitted;
use voting::body::Layout;
use voting::commitment::Opening;
use voting::confirmation::Confirmation;
use voting::entry::{self, Entry};
use voting::error::Error as Refusal;
use voting::hash::sha256;
use voting::manifest::Publication;
use voting::promise::Promise;
use voting::terms::Terms;
use writer::WriteError;

/// Why a body was not taken. Nothing was stored or logged then.
#[derive(Debug, Error)]
pub enum CastError {
    /// This process is no ballot box.
    #[error("casting is done elsewhere")]
    Elsewhere,
    /// It is of no length that a ballot of this election has.
    #[error("a ballot of this election has another length")]
    Length,
    /// A check failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database is older than what was published: what is promised now might not be kept.
    #[error("no ballots are taken until the operator has mended the database")]
    Held,
    /// The vote is over.
    #[error("the vote is over")]
    Over,
    /// This key has cast sixteen ballots in these ten minutes.
    #[error("sixteen ballots were cast with this key in these ten minutes")]
    SlotFull,
    /// Too much is under way.
    #[error("too many ballots are being cast")]
    Busy,
    /// A fault of ours; the log has the reason.
    #[error("the ballot could not be stored")]
    Internal,
}

/// Casts a body and gives the box's answer, once the ballot is stored durably. The same body gets
/// the same answer as long as its slot is accepted.
///
/// # Errors
/// [`CastError`].
pub async fn cast(polls: &Polls, poll: &Arc<Poll>, body: Vec<u8>) -> Result<Answer, CastError> {
    let ballot_box = poll.ballot_box.as_ref().ok_or(CastError::Elsewhere)?;
    let now = polls.now();
    if now >= poll.election.manifest.closes_at {
        return Err(CastError::Over);
    }
    if poll.held().is_some() {
        return Err(CastError::Held);
    }
    let generator = polls.seeds().generator()?;
    let asked = Arc::clone(poll);
    let ballot = polls.compute(move || admit(&asked.election.terms, &body, now, generator)).await;
    let ballot = ballot??;
    match ballot_box.writer.write(ballot).await? {
        Taken::Kept(stored) => answer(poll, &stored),
        Taken::SlotFull => Err(CastError::SlotFull),
    }
}

/// All checks, then the commitment.
fn admit(
    terms: &Terms,
    body: &[u8],
    now: u64,
    mut generator: Generator,
) -> Result<NewBallot, CastError> {
    if !lengths(terms).any(|length| length == body.len()) {
        return Err(CastError::Length);
    }
    let admitted = Admitted::new(body, terms, now)?;
    let committed = admitted.commit(&mut generator);
    let answer = StoredAnswer {
        entry: entry::ballot(&committed.commitment),
        opening: committed.opening.to_bytes(),
        confirmation: committed.confirmation.to_bytes(),
        taken_at: Some(UnixTime::try_from(now).unwrap_or(UnixTime::MAX)),
    };
    let checked = admitted.body();
    Ok(NewBallot {
        body_hash: sha256(&[body]),
        body: body.to_vec(),
        voter_key: *checked.voter.as_bytes(),
        slot: checked.seq.slot().number(),
        answer,
    })
}

/// The lengths that bodies of an election have.
fn lengths(terms: &Terms) -> impl Iterator<Item = usize> {
    terms.contests().iter().map(|contest| {
        let credential = contest.registrar.length();
        Layout { credential, plaintext: terms.plaintext_length }.body_length()
    })
}

/// The promise counts from when the body was first taken.
fn answer(poll: &Poll, stored: &StoredAnswer) -> Result<Answer, CastError> {
    let manifest = &poll.election.manifest;
    let ballot_box = poll.ballot_box.as_ref().ok_or(CastError::Elsewhere)?;
    let Ok(Entry::Ballot(commitment)) = Entry::parse(&stored.entry) else {
        tracing::error!("the box holds an entry that is no ballot");
        return Err(CastError::Internal);
    };
    let Some(taken_at) = stored.taken_at.and_then(|at| u64::try_from(at).ok()) else {
        tracing::error!("the box forgot when it took a body that it still accepts");
        return Err(CastError::Internal);
    };
    let merge_by = taken_at.saturating_add(manifest.merge_by_seconds);
    let promise = Promise { commitment, merge_by }.sign(&ballot_box.promise)?;
    let opening = match manifest.publication {
        Publication::Open => Some(Opening::from_bytes(stored.opening)?),
        Publication::Audited => None,
    };
    Ok(Answer { confirmation: Confirmation::parse(&stored.confirmation)?, opening, promise })
}

impl From<NoSeed> for CastError {
    fn from(_: NoSeed) -> Self {
        Self::Internal
    }
}

impl From<NotComputed> for CastError {
    fn from(not: NotComputed) -> Self {
        match not {
            NotComputed::Busy => Self::Busy,
            NotComputed::Failed => Self::Internal,
        }
    }
}

impl From<WriteError> for CastError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Sealed => Self::Over,
            WriteError::Busy => Self::Busy,
            WriteError::Failed => Self::Internal,
        }
    }
}
