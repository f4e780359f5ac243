//! Closing: time ended the vote, two officials confirm that its logs are complete.

use super::{Counting, CountingError, copy, logs};
use crate::poll::Poll;
use crate::{sequencer, witnesses};
use store::approvals::Warrant;
use store::elections::{ElectionState, StoredElection};
use store::logs::Log;
use store::results::Closing;
use voting::id::ElectionId;
use voting::manifest::RollTerms;
use voting::note::Note;
use voting::organiser;
use voting::record::{MANIFEST, MANIFEST_NOTE, ROLL, log_paths};

/// Closes an election whose vote is over: both logs end, what auditors check before shares are
/// released is written down, and then the registrar's keys are destroyed.
///
/// # Errors
/// [`CountingError::StillOpen`] before `closes_at`; [`CountingError::LogsOpen`] while another
/// process, which holds a log's key, has not ended it; [`CountingError::WitnessesMissing`] while a
/// quorum of witnesses may still come; those of the warrant.
pub async fn close(
    counting: &Counting,
    id: &ElectionId,
    warrant: Warrant,
) -> Result<(), CountingError> {
    let stored = counting.stored(id).await?;
    if !counting.done_before(&stored, ElectionState::Closed, warrant).await? {
        let poll = counting.poll(id).await?;
        let closes_at = poll.election.manifest.closes_at;
        if counting.polls.now() < closes_at {
            return Err(CountingError::StillOpen(closes_at));
        }
        end_logs(counting, &poll).await?;
        end_witnessing(counting, &poll).await?;
        let closing = write_down(counting, &poll).await?;
        counting.store().close_election(poll.row, &closing, warrant).await?;
    }
    destroy_keys(counting, &stored, warrant.at()).await
}

/// Destroys the registrar's keys of every election that is closed: a crash after the close, or a
/// process that does not close but registers, may have left them.
///
/// # Errors
/// [`CountingError`].
pub async fn finish_closing(counting: &Counting) -> Result<(), CountingError> {
    for stored in counting.store().elections().await? {
        if stored.state >= ElectionState::Closed {
            let now = store::UnixTime::try_from(counting.polls.now()).unwrap_or_default();
            destroy_keys(counting, &stored, now).await?;
        }
    }
    Ok(())
}

/// What still waited is logged, and the closing entries after it.
async fn end_logs(counting: &Counting, poll: &Poll) -> Result<(), CountingError> {
    for log in [Log::Issuance, Log::Ballots] {
        sequencer::publish(&counting.polls, poll, log).await?;
        if !counting.store().log_head(poll.row, log).await?.closed {
            return Err(CountingError::LogsOpen);
        }
    }
    Ok(())
}

/// The last heads are as witnesses left them: with a quorum, or when its time is over. Nothing is
/// added to them any more, so that a close that was broken off writes down the same.
async fn end_witnessing(counting: &Counting, poll: &Poll) -> Result<(), CountingError> {
    for log in [Log::Issuance, Log::Ballots] {
        let head = counting.store().checkpoint(poll.row, log).await?;
        let until = witnesses::asked_until(&poll.election.manifest);
        if witnesses::has_quorum_in_time(&poll.election, &Note::parse(&head.note)?) {
            continue;
        }
        if counting.polls.now() <= until {
            return Err(CountingError::WitnessesMissing(until));
        }
        tracing::error!(log = log.word(), "closed without a quorum of witnesses");
    }
    Ok(counting.store().settle_logs(poll.row).await?)
}

/// Manifest, roll, both logs and the copy, whose hash is what the close fixes.
async fn write_down(counting: &Counting, poll: &Poll) -> Result<Closing, CountingError> {
    let id = &poll.election.id;
    let organiser = poll.organiser.as_ref().ok_or(CountingError::NoKey)?;
    let note = organiser::sign_manifest(organiser, id)?.to_string().into_bytes();
    counting.records.keep(id, MANIFEST, poll.manifest.clone()).await?;
    counting.records.keep(id, MANIFEST_NOTE, note).await?;
    if matches!(poll.election.manifest.roll, RollTerms::Closed { .. }) {
        let roll = counting.store().roll(poll.row).await?.to_bytes();
        counting.records.keep(id, ROLL, roll).await?;
    }
    let heads = counting.final_heads(poll).await?;
    for (log, size) in [(Log::Issuance, heads.issuance.size), (Log::Ballots, heads.ballots.size)] {
        for path in log_paths(size) {
            let bytes = logs::file(counting.store(), poll, log, &path).await?;
            let path = format!("{}/{path}", logs::folder(log));
            counting.records.keep(id, &path, bytes).await?;
        }
    }
    copy::write(counting, poll, heads.ballots.size).await
}

async fn destroy_keys(
    counting: &Counting,
    stored: &StoredElection,
    at: store::UnixTime,
) -> Result<(), CountingError> {
    // A registrar that runs apart destroys its own.
    if !counting.polls.role().issues() {
        return Ok(());
    }
    counting.polls.destroy_registrar(stored).await?;
    counting.store().record_key_destruction(stored.row, at).await?;
    Ok(())
}
