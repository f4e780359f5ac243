//! Trustees' shares: what they release once the logs have ended and, in audited publication, once
//! a quorum of auditors holds the copy.

use super::hold::require_quorum;
use super::{Counting, CountingError};
use crate::poll::Poll;
use std::collections::BTreeMap;
use store::elections::ElectionState;
use store::results::{NoteKind, SentNote};
use store::{PersonId, UnixTime};
use voting::election_key::ElectionSecret;
use voting::id::ElectionId;
use voting::manifest::{Publication, Trustee};
use voting::note::Note;
use voting::share::{Share, combine};

/// Takes the note that `hashar-audit trustee share` wrote; gives the trustee's index.
///
/// # Errors
/// [`CountingError::HoldsMissing`]; [`CountingError::NoNote`], [`CountingError::OtherAuthor`],
/// [`CountingError::OtherLogs`] and [`CountingError::WrongShare`] for a note that is not one of
/// this election; [`CountingError::State`] before the close and after the count.
pub async fn take_share(
    counting: &Counting,
    id: &ElectionId,
    note: &str,
    by: Option<PersonId>,
    at: UnixTime,
) -> Result<u16, CountingError> {
    let stored = counting.stored(id).await?;
    if stored.state != ElectionState::Closed {
        return Err(CountingError::State);
    }
    let poll = counting.poll(id).await?;
    if poll.election.manifest.publication == Publication::Audited {
        require_quorum(counting, &poll).await?;
    }
    let parsed = Note::parse(note).map_err(CountingError::NoNote)?;
    let (trustee, share) = signed_by(&poll, &parsed).ok_or(CountingError::OtherAuthor)?;
    let heads = counting.final_heads(&poll).await?;
    let logs = (heads.ballots.body_hash(), heads.issuance.body_hash());
    if (share.ballots, share.issuance) != logs {
        return Err(CountingError::OtherLogs);
    }
    if share.index != trustee.index || share.secret.public() != trustee.y_i {
        return Err(CountingError::WrongShare { trustee: trustee.name.clone() });
    }
    let author = share.index.to_string();
    let sent = SentNote { author, note: note.to_owned(), sent_by: by, sent_at: at };
    counting.store().keep_note(poll.row, NoteKind::Share, &sent).await?;
    Ok(share.index)
}

/// How many shares are here, and how many it takes.
///
/// # Errors
/// [`CountingError`].
pub async fn shares(counting: &Counting, id: &ElectionId) -> Result<(u64, u64), CountingError> {
    let poll = counting.poll(id).await?;
    let notes = counting.store().notes(poll.row, NoteKind::Share).await?;
    Ok((notes.len() as u64, u64::from(poll.election.manifest.trustees.k)))
}

/// The election's secret from the shares that are here. It is never written down.
pub(super) async fn secret(
    counting: &Counting,
    poll: &Poll,
) -> Result<ElectionSecret, CountingError> {
    let trustees = &poll.election.manifest.trustees;
    let notes = counting.store().notes(poll.row, NoteKind::Share).await?;
    let (here, needed) = (notes.len() as u64, u64::from(trustees.k));
    if here < needed {
        return Err(CountingError::SharesMissing { here, needed });
    }
    let mut shares = Vec::new();
    for sent in notes {
        let note = Note::parse(&sent.note)?;
        shares.extend(signed_by(poll, &note).map(|(_, share)| share));
    }
    let public: BTreeMap<_, _> = trustees.list.iter().map(|it| (it.index, it.y_i)).collect();
    Ok(combine(trustees.k, &trustees.y, &public, &shares)?)
}

fn signed_by<'a>(poll: &'a Poll, note: &Note) -> Option<(&'a Trustee, Share)> {
    let trustees = &poll.election.manifest.trustees.list;
    trustees.iter().find_map(|it| Share::verify(note, &it.vkey).ok().map(|share| (it, share)))
}
