//! The sequencer: takes what waits into the two logs, in sorted batches, and signs the heads.
//!
//! Every process that holds a log's key may run one: the database compares and swaps the log's
//! size, so of two that publish at once one finds that the log moved and looks again later.

use crate::poll::{Poll, PollError, Polls};
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;
use store::elections::ElectionState;
use store::logs::{Batch, Log, LogHead, StoredCheckpoint};
use store::{Constraint, ElectionRow, Store, StoreError};
use thiserror::Error;
use voting::checkpoint::Checkpoint;
use voting::entry;
use voting::merkle::{CompactRange, Hash, InclusionProof, Nodes, leaf_hash};
use voting::note::{Note, NoteSigner};
use voting::receipt::Receipt;

/// How often logs are looked at.
const EVERY: Duration = Duration::from_secs(1);

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
    /// Nodes of the stored tree are missing.
    #[error("the stored tree lacks nodes")]
    Tree,
}

/// Publishes batches until the process ends.
pub async fn run(polls: Polls) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
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
    let store = polls.store();
    let head = store.log_head(poll.row, log).await?;
    if head.closed {
        return Ok(None);
    }
    let now = polls.now();
    let over = now >= poll.election.manifest.closes_at;
    if over && !head.sealed {
        store.seal_log(poll.row, log).await?;
    }
    if !over && head.size > 0 && !is_due(polls, poll, log, now).await? {
        return Ok(None);
    }
    let entries = next_entries(store, poll, log, &head, over).await?;
    let batch = build(store, poll, log, head.size, entries, over, signer).await?;
    let size = batch.checkpoint.size;
    match store.append(poll.row, log, &batch).await {
        Ok(()) => Ok(Some(size)),
        Err(StoreError::Conflict(Constraint::LogMoved)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The receipt of an entry of the ballot log at its newest head; `None` when it is not in the log.
///
/// # Errors
/// [`SequencerError`].
pub async fn receipt(
    store: &Store,
    election: ElectionRow,
    entry: &[u8],
) -> Result<Option<Receipt>, SequencerError> {
    let log = Log::Ballots;
    let Some(index) = store.log_position(election, log, entry).await? else { return Ok(None) };
    let head = store.checkpoint(election, log).await?;
    let asked = Asked::default();
    InclusionProof::new(&asked, index, head.size)?;
    let nodes = Stored(store.log_nodes(election, log, &asked.0.into_inner()).await?);
    let proof = InclusionProof::new(&nodes, index, head.size)?;
    Ok(Some(Receipt { index, proof, checkpoint: Note::parse(&head.note)? }))
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

async fn build(
    store: &Store,
    poll: &Poll,
    log: Log,
    from: u64,
    entries: Vec<Vec<u8>>,
    closes: bool,
    signer: &NoteSigner,
) -> Result<Batch, SequencerError> {
    let mut range = edge(store, poll.row, log, from).await?;
    let mut nodes = Vec::new();
    for entry in &entries {
        range.append(leaf_hash(entry), |level, index, root| nodes.push((level, index, root)));
    }
    let (size, root) = (range.size(), range.root());
    let origin = signer.key().name().to_owned();
    let note = Checkpoint { origin, size, root }.sign(signer)?.to_string();
    let checkpoint = StoredCheckpoint { size, root, note };
    Ok(Batch { from, entries, nodes, closes, checkpoint })
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

/// Writes down which nodes a proof needs.
#[derive(Default)]
struct Asked(RefCell<Vec<(u8, u64)>>);

impl Nodes for Asked {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.borrow_mut().push((level, index));
        Some(Hash::EMPTY)
    }
}

/// Nodes that were read.
struct Stored(HashMap<(u8, u64), Hash>);

impl Nodes for Stored {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.get(&(level, index)).copied()
    }
}
