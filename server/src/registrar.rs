//! The registrar: at most one credential for each identity and contest, to those on the roll.
//!
//! The platform keeps no identity numbers, so the identity of the roll is the number's HMAC under
//! the platform's pepper, in hexadecimal; whoever imports a roll or signs in gets the same one.

mod standing;
pub mod writer;

pub use standing::{Standing, standing};

use crate::poll::{NotComputed, Poll, Polls};
use crate::randomness::NoSeed;
use std::sync::Arc;
use store::issuance::NewCredential;
use store::roll::Eligible;
use store::{Constraint, Nullifier, PersonId, StoreError, UnixTime};
use thiserror::Error;
use voting::error::Error as Refusal;
use voting::hash::sha256;
use voting::id::ContestIndex;
use voting::issuance::{Channel, IssueAnswer, IssueEntry, IssueRequest};
use voting::manifest::OnePer;
use voting::registrar::BlindSignature;
use voting::roll::{IdentityNumber, Pepper, Roll, RollContest, RollLeaf, RollRecord, RollSalt};
use voting::text::hex;

/// Why no credential was given.
#[derive(Debug, Error)]
pub enum IssueError {
    /// This process is no registrar.
    #[error("credentials are issued elsewhere")]
    Elsewhere,
    /// The database is older than what was published: somebody might get a second credential.
    #[error("no credentials are issued until the operator has mended the database")]
    Held,
    /// Issuing has not begun.
    #[error("credentials are not issued yet")]
    NotOpen,
    /// The vote is over.
    #[error("the vote is over")]
    Over,
    /// The request breaks the protocol.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The person may not vote in this contest.
    #[error("you are not on the roll of this contest")]
    NotOnRoll,
    /// A credential was issued for another key.
    #[error("your credential was issued to another device or browser")]
    IssuedBefore,
    /// Too much is under way.
    #[error("too many credentials are being issued")]
    Busy,
    /// A fault of ours; the log has the reason.
    #[error("the credential could not be issued")]
    Internal,
}

/// Who may vote where, as it stands in the manifest and in `roll.bin`. Where one credential serves
/// the whole election and somebody may vote in several contests, she has one record for any.
///
/// # Errors
/// When somebody comes twice for one contest.
pub fn roll(people: &[Eligible], one_per: OnePer, pepper: &Pepper) -> Result<Roll, Refusal> {
    let mut records = Vec::with_capacity(people.len());
    for contests in people.chunk_by(|one, next| one.nullifier == next.nullifier) {
        let Some(first) = contests.first() else { continue };
        let (_, leaf) = identity(first.nullifier, pepper)?;
        if one_per == OnePer::Election && contests.len() > 1 {
            records.push(RollRecord { contest: RollContest::Any, leaf });
            continue;
        }
        for eligible in contests {
            let contest = RollContest::One(ContestIndex::new(eligible.position)?);
            records.push(RollRecord { contest, leaf });
        }
    }
    Roll::collect(records)
}

/// Answers a person's request: `u16 contest || blinded message`. The same request again gets the
/// same answer, another one is refused.
///
/// # Errors
/// [`IssueError`].
pub async fn issue(
    polls: &Polls,
    poll: &Arc<Poll>,
    person: PersonId,
    request: &[u8],
) -> Result<IssueAnswer, IssueError> {
    let keys = poll.registrar.as_ref().ok_or(IssueError::Elsewhere)?;
    let writer = poll.credentials.as_ref().ok_or(IssueError::Elsewhere)?;
    let now = polls.now();
    check_time(poll, now)?;
    if poll.held().is_some() {
        return Err(IssueError::Held);
    }
    let request = IssueRequest::parse(request)?;
    let terms = poll.election.terms.contest(request.contest)?;
    if !terms.registrar.admits(&request.blinded.0) {
        return Err(Refusal::RegistrarKey("blinded message not below the modulus").into());
    }
    let nullifier = polls.store().nullifier(person).await?;
    let (salt, leaf) = identity(nullifier, &keys.pepper)?;
    let one_per = poll.election.manifest.one_per;
    let blinded_hash = sha256(&[&request.blinded.0]);
    let store = polls.store();
    let before = store.issued(poll.row, leaf, request.contest, one_per, &blinded_hash).await?;
    if let Some(signature) = before {
        return Ok(IssueAnswer { signature: BlindSignature(signature), salt });
    }
    let blind_signature = sign(polls, poll, request.clone()).await?;
    let id = poll.election.id;
    let entry = IssueEntry::new(id, &request, leaf, None, Channel::OwnDevice).to_bytes();
    let contest = request.contest;
    let credential = NewCredential { leaf, contest, one_per, blinded_hash, blind_signature, entry };
    let at = UnixTime::try_from(now).unwrap_or(UnixTime::MAX);
    let signature = writer.write(credential, at).await?;
    Ok(IssueAnswer { signature: BlindSignature(signature), salt })
}

fn check_time(poll: &Poll, now: u64) -> Result<(), IssueError> {
    let manifest = &poll.election.manifest;
    if now < manifest.issue_from {
        return Err(IssueError::NotOpen);
    }
    if now >= manifest.closes_at {
        return Err(IssueError::Over);
    }
    Ok(())
}

/// The blind signature, which takes milliseconds.
async fn sign(
    polls: &Polls,
    poll: &Arc<Poll>,
    request: IssueRequest,
) -> Result<Vec<u8>, IssueError> {
    let mut generator = polls.seeds().generator()?;
    let poll = Arc::clone(poll);
    let signed = polls.compute(move || {
        let contest = usize::from(request.contest.index());
        let keys = poll.registrar.as_ref().and_then(|keys| keys.contests.get(contest));
        let key = keys.ok_or(Refusal::UnknownContest(request.contest))?;
        key.blind_sign(&request.blinded, &mut generator)
    });
    Ok(signed.await??.0)
}

/// What the roll knows of an identity.
fn identity(nullifier: Nullifier, pepper: &Pepper) -> Result<(RollSalt, RollLeaf), Refusal> {
    let number = IdentityNumber::new(&hex(nullifier.as_bytes()))?;
    let salt = pepper.salt(&number);
    Ok((salt, RollLeaf::new(&salt, &number)))
}

impl From<NoSeed> for IssueError {
    fn from(_: NoSeed) -> Self {
        Self::Internal
    }
}

impl From<NotComputed> for IssueError {
    fn from(not: NotComputed) -> Self {
        match not {
            NotComputed::Busy => Self::Busy,
            NotComputed::Failed => Self::Internal,
        }
    }
}

impl From<StoreError> for IssueError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::CredentialIssued) => Self::IssuedBefore,
            StoreError::Conflict(Constraint::NotOnRoll) => Self::NotOnRoll,
            StoreError::Conflict(Constraint::LogSealed) => Self::Over,
            StoreError::Busy => Self::Busy,
            error => {
                tracing::error!(%error, "a credential could not be issued");
                Self::Internal
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eligible(person: u8, position: u16) -> Eligible {
        Eligible { nullifier: Nullifier([person; 32]), position }
    }

    #[test]
    fn one_credential_for_the_election_is_one_record_for_any_contest() {
        let people = [eligible(1, 0), eligible(1, 1), eligible(2, 1)];
        let pepper = Pepper::from_bytes([7; 32]);
        let each = roll(&people, OnePer::Contest, &pepper).unwrap();
        let once = roll(&people, OnePer::Election, &pepper).unwrap();
        assert_eq!((each.size(), once.size()), (3, 2));
        let sizes =
            |roll: &Roll| [0, 1].map(|index| roll.size_of(ContestIndex::new(index).unwrap()));
        assert_eq!((sizes(&each), sizes(&once)), ([1, 2], [1, 2]));
        assert!(roll(&[eligible(1, 0), eligible(1, 0)], OnePer::Contest, &pepper).is_err());
    }

    #[test]
    fn another_pepper_makes_another_roll() {
        let of = |byte| roll(&[eligible(1, 0)], OnePer::Contest, &Pepper::from_bytes([byte; 32]));
        assert_ne!(of(1).unwrap().root(), of(2).unwrap().root());
    }
}
