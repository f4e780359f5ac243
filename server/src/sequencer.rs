//! The sequencer: takes what waits into the two logs, in sorted batches, and signs the heads.
//!
//! Every process that holds a log's key may run one: the database compares and swaps the log's
//! size, so of two that publish at once one finds that the log moved and looks again later.

mod proofs;

pub(crate) use proofs::consistency;
pub use proofs::{proof, receipt};

use crate::poll::{Poll, PollError, Polls};
use crate::published::{self, Head, Intent, Ledger, PublishedError};
use std::time::Duration;
use store::elections::ElectionState;
use store::logs::{Batch, Log, LogHead, StoredCheckpoint};
use store::{Constraint, ElectionRow, Store, StoreError};
use thiserror::Error;
use voting::checkpoint::Checkpoint;
use voting::entry;
use voting::merkle::{CompactRange, Hash, leaf_hash};
use voting::note::NoteSigner;

/// How often logs are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How often, and how long between, a turn at publishing is tried for.
const TRIES: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(50);

/// Why nothing was published.
#[derive(Debug, Error)]
pub enum SequencerError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The election.
    #[error(transparent)]
    Poll(#[from] PollError),
    /// What was read or signed breaks the protocol.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
    /// What was published contradicts the database, or cannot be read.
    #[error(transparent)]
    Published(#[from] PublishedError),
    /// Nodes of the stored tree are missing.
    #[error("the stored tree lacks nodes")]
    Tree,
}

/// Publishes batches until the process ends.
pub async fn run(polls: Polls) {
    run_until(polls, std::future::pending()).await;
}

/// Publishes batches until `stopped`; what is under way then is published to its end.
pub async fn run_until(polls: Polls, stopped: impl Future<Output = ()>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut stopped = std::pin::pin!(stopped);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = &mut stopped => return,
        }
        if let Err(error) = publish_all(&polls).await {
            tracing::error!(%error, "logs could not be published");
        }
    }
}

/// Publishes what is due in every approved election.
///
/// # Errors
/// The first election's that failed; the others were published all the same.
pub async fn publish_all(polls: &Polls) -> Result<(), SequencerError> {
    let mut first = Ok(());
    for stored in polls.store().elections_in(ElectionState::Approved).await? {
        for log in [Log::Issuance, Log::Ballots] {
            let published = match polls.poll(&stored.id).await {
                Ok(poll) => publish(polls, &poll, log).await.map(drop),
                Err(error) => Err(error.into()),
            };
            if first.is_ok() {
                first = published;
            }
        }
    }
    first
}

/// Publishes a log's next batch if one is due; gives the new size.
///
/// The first batch is the header alone, as soon as the election is approved. At `closes_at` the
/// log is sealed, and the last batch ends in the closing entry.
///
/// # Errors
/// [`SequencerError`].
pub async fn publish(polls: &Polls, poll: &Poll, log: Log) -> Result<Option<u64>, SequencerError> {
    let Some(signer) = poll.signer(log) else { return Ok(None) };
    let _turn = poll.publishing(log).await;
    let store = polls.store();
    if store.log_head(poll.row, log).await?.closed {
        return Ok(None);
    }
    let mut ledger = Ledger::of(polls.published(), signer.key());
    if !take_turn(&mut ledger).await? {
        return Ok(None);
    }
    // Read within the turn: whoever had it before may have published, and an older head than the
    // ledger's would look like a database that was put back.
    let head = store.log_head(poll.row, log).await?;
    if head.closed {
        return Ok(None);
    }
    let stored = published::Stored { store, row: poll.row, log, head };
    let unfinished = match published::settle(&stored, &mut ledger).await {
        Ok(unfinished) => unfinished,
        Err(error) => {
            if let SequencerError::Published(why) = &error {
                poll.hold(log, Some(why));
            }
            return Err(error);
        }
    };
    poll.hold(log, None);
    let entries = match unfinished {
        Some(intent) => intent.entries,
        None => match next_batch(polls, poll, log, &head).await? {
            Some(entries) => entries,
            None => return Ok(None),
        },
    };
    append(store, poll, (log, signer), head.size, entries, &ledger).await
}

/// Waits a little for who publishes this log in another process.
async fn take_turn(ledger: &mut Ledger) -> Result<bool, SequencerError> {
    for _ in 0..TRIES {
        if ledger.take_turn()? {
            return Ok(true);
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Ok(false)
}

/// The entries of the next batch; `None` when none is due.
async fn next_batch(
    polls: &Polls,
    poll: &Poll,
    log: Log,
    head: &LogHead,
) -> Result<Option<Vec<Vec<u8>>>, SequencerError> {
    let now = polls.now();
    let over = now >= poll.election.manifest.closes_at;
    if over && !head.sealed {
        polls.store().seal_log(poll.row, log).await?;
    }
    if !over && head.size > 0 && !is_due(polls, poll, log, now).await? {
        return Ok(None);
    }
    next_entries(polls.store(), poll, log, head, over).await.map(Some)
}

/// Publishes a batch in the order that [`published`] tells.
async fn append(
    store: &Store,
    poll: &Poll,
    (log, signer): (Log, &NoteSigner),
    from: u64,
    entries: Vec<Vec<u8>>,
    ledger: &Ledger,
) -> Result<Option<u64>, SequencerError> {
    let (range, nodes) = grow(store, poll.row, log, from, &entries).await?;
    let head = Head { size: range.size(), root: range.root() };
    let intent = Intent { from, head, entries };
    match ledger.intent()? {
        // One that was broken off: it leads to the same head, or is none of this log.
        Some(before) if before != intent => return Err(ledger.another(from).into()),
        Some(_) => {}
        None => ledger.intend(&intent)?,
    }
    let origin = signer.key().name().to_owned();
    let Head { size, root } = head;
    let note = Checkpoint { origin, size, root }.sign(signer)?;
    let witnessed = poll.election.policy.is_met(&note);
    let checkpoint = StoredCheckpoint { size, root, note: note.to_string(), witnessed };
    let closes = intent.closes();
    let batch = Batch { from, entries: intent.entries, nodes, closes, checkpoint };
    let appended = match store.append(poll.row, log, &batch).await {
        Ok(()) => Some(size),
        Err(StoreError::Conflict(Constraint::LogMoved)) => None,
        Err(error) => return Err(error.into()),
    };
    if appended.is_some() {
        ledger.add(head)?;
        tracing::debug!(election = %poll.election.id, ?log, size, "published");
    }
    ledger.forget_intent()?;
    Ok(appended)
}

async fn is_due(polls: &Polls, poll: &Poll, log: Log, now: u64) -> Result<bool, SequencerError> {
    let (count, since) = polls.store().waiting_count(poll.row, log).await?;
    let Some(since) = since.and_then(|since| u64::try_from(since).ok()) else { return Ok(false) };
    let manifest = &poll.election.manifest;
    Ok(manifest.batch.closes(since, count, now, manifest.closes_at))
}

/// What is logged next, in its order: entries that waited stand by their bytes, which for ballots
/// is the order of their commitments and tells nothing about when each came.
async fn next_entries(
    store: &Store,
    poll: &Poll,
    log: Log,
    head: &LogHead,
    over: bool,
) -> Result<Vec<Vec<u8>>, SequencerError> {
    let id = &poll.election.id;
    let mut entries = Vec::new();
    if head.size == 0 {
        entries.push(entry::header(id));
    }
    if head.size > 0 || over {
        let mut waiting = store.waiting(poll.row, log).await?.entries;
        waiting.sort_unstable();
        entries.extend(waiting);
    }
    if over {
        entries.push(entry::close(id, head.size + entries.len() as u64));
    }
    Ok(entries)
}

/// The tree after `entries`, and the complete subtrees that they finish.
async fn grow(
    store: &Store,
    election: ElectionRow,
    log: Log,
    from: u64,
    entries: &[Vec<u8>],
) -> Result<(CompactRange, Vec<(u8, u64, Hash)>), SequencerError> {
    let mut range = edge(store, election, log, from).await?;
    let mut nodes = Vec::new();
    for entry in entries {
        range.append(leaf_hash(entry), |level, index, root| nodes.push((level, index, root)));
    }
    Ok((range, nodes))
}

/// The right edge of the stored tree: one complete subtree for each bit of its size.
async fn edge(
    store: &Store,
    election: ElectionRow,
    log: Log,
    size: u64,
) -> Result<CompactRange, SequencerError> {
    let levels = (0..64_u8).rev().filter(|level| size >> level & 1 == 1);
    let places: Vec<(u8, u64)> = levels.map(|level| (level, (size >> level) - 1)).collect();
    let nodes = store.log_nodes(election, log, &places).await?;
    let roots = places.iter().map(|place| nodes.get(place).copied()).collect::<Option<Vec<_>>>();
    let range = roots.and_then(|roots| CompactRange::from_parts(size, roots));
    let range = range.ok_or(SequencerError::Tree)?;
    if size == 0 {
        return Ok(range);
    }
    // What is signed next must continue what was signed last.
    let last = store.checkpoint(election, log).await?;
    if last.size == size && last.root != range.root() {
        return Err(SequencerError::Tree);
    }
    Ok(range)
}
