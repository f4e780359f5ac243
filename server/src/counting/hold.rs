//! Auditors' notes: before the shares, that they hold the copy; after the record, that they found
//! in it what it says.

use super::{Counting, CountingError};
use crate::poll::Poll;
use std::sync::Arc;
use store::elections::ElectionState;
use store::results::{NoteKind, SentNote};
use store::{PersonId, UnixTime};
use voting::audit_note::{Attestation, Hold, proof_of_reading};
use voting::id::ElectionId;
use voting::manifest::Auditor;
use voting::note::Note;
use voting::record::{attestation_path, copy_paths};

/// How many auditors hold the copy, and how many it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldsHeld {
    /// Auditors whose notes are here.
    pub held: u64,
    /// How many it takes.
    pub quorum: u64,
}

/// Takes the note that `hashar-audit hold` wrote; gives the auditor's name.
///
/// # Errors
/// [`CountingError::NoNote`], [`CountingError::OtherAuthor`], [`CountingError::OtherLogs`] and
/// [`CountingError::OtherCopy`] for a note that is not one of this election;
/// [`CountingError::State`] before the close and once the record is published.
pub async fn take_hold(
    counting: &Counting,
    id: &ElectionId,
    note: &str,
    by: Option<PersonId>,
    at: UnixTime,
) -> Result<String, CountingError> {
    let stored = counting.stored(id).await?;
    if !matches!(stored.state, ElectionState::Closed | ElectionState::Tallied) {
        return Err(CountingError::State);
    }
    let poll = counting.poll(id).await?;
    let parsed = Note::parse(note).map_err(CountingError::NoNote)?;
    let auditors = &poll.election.manifest.auditors;
    let held = |it: &Auditor| Hold::verify(&parsed, &it.vkey).ok().map(|hold| (it.clone(), hold));
    let (auditor, hold) = auditors.iter().find_map(held).ok_or(CountingError::OtherAuthor)?;
    let ballots = counting.final_heads(&poll).await?.ballots.body_hash();
    if hold.election != *id || hold.ballots != ballots {
        return Err(CountingError::OtherLogs);
    }
    let closing = counting.store().closing(poll.row).await?;
    if (hold.copy, hold.unopened) != (closing.copy, closing.unopened) {
        return Err(CountingError::OtherCopy);
    }
    keep(counting, &poll, NoteKind::Hold, (&auditor.name, note), (by, at)).await?;
    Ok(auditor.name)
}

/// How many auditors hold the copy, and how many it takes.
///
/// # Errors
/// [`CountingError`].
pub async fn holds(counting: &Counting, id: &ElectionId) -> Result<HoldsHeld, CountingError> {
    let poll = counting.poll(id).await?;
    let notes = counting.store().notes(poll.row, NoteKind::Hold).await?;
    Ok(HoldsHeld { held: notes.len() as u64, quorum: poll.election.manifest.quorum })
}

/// Every note that is here was checked against the copy of the close, so they speak of one.
pub(super) async fn require_quorum(counting: &Counting, poll: &Poll) -> Result<(), CountingError> {
    let HoldsHeld { held, quorum } = holds(counting, &poll.election.id).await?;
    match held >= quorum {
        true => Ok(()),
        false => Err(CountingError::HoldsMissing { held, quorum }),
    }
}

/// Takes the note that `hashar-audit attest` wrote and publishes it; gives the auditor's name.
///
/// # Errors
/// [`CountingError::NoNote`], [`CountingError::OtherAuthor`] and [`CountingError::OtherRecord`]
/// for a note that is not one of this record; [`CountingError::State`] before it is published;
/// [`CountingError::Erased`] once no copy is left to compare it with.
pub async fn take_attestation(
    counting: &Counting,
    id: &ElectionId,
    note: &str,
    by: Option<PersonId>,
    at: UnixTime,
) -> Result<String, CountingError> {
    let stored = counting.stored(id).await?;
    if stored.state != ElectionState::Published {
        return Err(CountingError::State);
    }
    if counting.store().ballots_are_erased(stored.row).await? {
        return Err(CountingError::Erased);
    }
    let poll = counting.poll(id).await?;
    let parsed = Note::parse(note).map_err(CountingError::NoNote)?;
    let auditors = &poll.election.manifest.auditors;
    let attested =
        |it: &Auditor| Attestation::verify(&parsed, &it.vkey).ok().map(|found| (it.clone(), found));
    let (auditor, found) = auditors.iter().find_map(attested).ok_or(CountingError::OtherAuthor)?;
    let sums = counting.store().record(poll.row).await?.sums;
    let (totals, _) = counting.store().tally_totals(poll.row).await?;
    let reading = reading(counting, &poll, auditor.clone()).await?;
    if found != (Attestation { election: *id, sums, totals, reading }) {
        return Err(CountingError::OtherRecord);
    }
    let path = attestation_path(&auditor.name);
    counting.records.keep(id, &path, note.as_bytes().to_vec()).await?;
    keep(counting, &poll, NoteKind::Attest, (&auditor.name, note), (by, at)).await?;
    Ok(auditor.name)
}

/// What an auditor's proof of having read the copy must be.
async fn reading(
    counting: &Counting,
    poll: &Arc<Poll>,
    auditor: Auditor,
) -> Result<[u8; 32], CountingError> {
    let size = counting.final_heads(poll).await?.ballots.size;
    let (records, id) = (counting.records.clone(), poll.election.id);
    let runtime = tokio::runtime::Handle::current();
    let hashing = tokio::task::spawn_blocking(move || {
        let read = |path: String| {
            let bytes = runtime.block_on(records.read(&id, &path));
            // A copy that cannot be read gives another proof, and no note fits it.
            bytes.inspect_err(|error| tracing::error!(%error, path, "a copy")).ok().flatten()
        };
        proof_of_reading(&auditor.vkey, copy_paths(size).filter_map(read))
    });
    Ok(hashing.await?)
}

async fn keep(
    counting: &Counting,
    poll: &Poll,
    kind: NoteKind,
    (author, note): (&str, &str),
    (by, at): (Option<PersonId>, UnixTime),
) -> Result<(), CountingError> {
    let (author, note) = (author.to_owned(), note.to_owned());
    let sent = SentNote { author, note, sent_by: by, sent_at: at };
    Ok(counting.store().keep_note(poll.row, kind, &sent).await?)
}
