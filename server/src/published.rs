//! What was published of each log, kept outside the database, so that a database that was put back
//! from an older backup is noticed before anything is signed.
//!
//! Whoever publishes a batch (1) writes down the batch and the head that it leads to, (2) signs
//! that head and appends both to the database, (3) adds the head to the log's list of heads, (4)
//! removes what it wrote down first. Each step is durable before the next. Whenever it is broken
//! off, `settle` finds out how far it came: a head that the database does not have and that may
//! have been seen is never followed by another one of its size. It is finished with the very same
//! batch, or nothing is published any more until an operator has looked.

mod ledger;

pub use ledger::{Intent, Ledger};

use crate::sequencer::SequencerError;
use std::path::PathBuf;
use store::logs::{Log, LogHead, StoredCheckpoint};
use store::{ElectionRow, Store};
use thiserror::Error;
use voting::entry::Entry;
use voting::merkle::Hash;

/// A published state of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why nothing may be published. Each says what to do.
#[derive(Debug, Error)]
pub enum PublishedError {
    /// The database lacks entries that were published.
    #[error(
        "the published log {log} has {published} entries, the database {stored}: it was put back \
         from an older backup. Put the newest database back; without it this election cannot go \
         on, and publishing again would contradict what people hold ({path})",
        path = path.display()
    )]
    Ahead {
        /// The log's name.
        log: String,
        /// Entries that were published.
        published: u64,
        /// Entries that the database has.
        stored: u64,
        /// The log's folder.
        path: PathBuf,
    },
    /// The database holds another log than the one that was published.
    #[error(
        "the database holds another log {log} than was published at {published} entries: put the \
         database back that belongs to {path}",
        path = path.display()
    )]
    Another {
        /// The log's name.
        log: String,
        /// The number of entries at which they differ.
        published: u64,
        /// The log's folder.
        path: PathBuf,
    },
    /// A backup was put back: nobody knows what was promised or published after it.
    #[error(
        "the log {log} was put back from a backup that has {stored} entries. Compare with the \
         newest checkpoint that auditors or mirrors hold: if it has more, this backup is too old \
         for an open vote; if it has {stored} entries, too, credentials and ballots that came after \
         the backup may still be missing, and `hashar release --season KEY` says more ({path})",
        path = path.display()
    )]
    Restored {
        /// The log's name.
        log: String,
        /// Entries that the database has.
        stored: u64,
        /// The file that holds the log back.
        path: PathBuf,
    },
    /// A file does not hold what was written.
    #[error("{path} is damaged: put it back from a copy, it must not be emptied", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A file or folder cannot be read or written.
    #[error("{path} cannot be used: {reason}", path = path.display())]
    Unusable {
        /// The folder or the file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

/// A log as its database has it.
pub(crate) struct Stored<'a> {
    pub(crate) store: &'a Store,
    pub(crate) row: ElectionRow,
    pub(crate) log: Log,
    pub(crate) head: LogHead,
}

impl Stored<'_> {
    async fn heads_from(&self, size: u64) -> Result<Vec<StoredCheckpoint>, SequencerError> {
        Ok(self.store.checkpoints_from(self.row, self.log, size).await?)
    }
}

/// Compares what was published with the database and brings the list of heads up to date. Gives
/// the batch that was written down and is not in the database yet: it must be published before any
/// other.
pub(crate) async fn settle(
    stored: &Stored<'_>,
    ledger: &mut Ledger,
) -> Result<Option<Intent>, SequencerError> {
    let (last, unfinished) = examine(stored, ledger).await?;
    let known = last.map_or(0, |head| head.size);
    for head in stored.heads_from(known.saturating_add(1)).await? {
        ledger.add(Head { size: head.size, root: head.root })?;
    }
    match unfinished {
        Some((intent, Standing::Open)) => Ok(Some(intent)),
        Some((_, Standing::Done)) => {
            ledger.forget_intent()?;
            Ok(None)
        }
        None => Ok(None),
    }
}

/// The same comparison without a change to the files: for whoever wants to know before it takes
/// anything for this log.
pub(crate) async fn check(stored: &Stored<'_>, ledger: &Ledger) -> Result<(), SequencerError> {
    examine(stored, ledger).await.map(drop)
}

/// The newest published head and the batch that was broken off.
type Found = (Option<Head>, Option<(Intent, Standing)>);

/// What contradicts the database is told first: nothing but another database mends that.
async fn examine(stored: &Stored<'_>, ledger: &Ledger) -> Result<Found, SequencerError> {
    let last = compare(stored, ledger).await?;
    let unfinished = match ledger.intent()? {
        Some(intent) => {
            let standing = standing(stored, ledger, &intent).await?;
            Some((intent, standing))
        }
        None => None,
    };
    ledger.require_not_restored(stored.head.size)?;
    Ok((last, unfinished))
}

/// The last head of the list must stand in the database.
async fn compare(stored: &Stored<'_>, ledger: &Ledger) -> Result<Option<Head>, SequencerError> {
    let size = stored.head.size;
    let Some(last) = ledger.last()? else { return Ok(None) };
    if last.size > size {
        return Err(ledger.ahead(last.size, size).into());
    }
    let there = stored.heads_from(last.size).await?;
    match there.first() {
        Some(head) if head.size == last.size && head.root == last.root => Ok(Some(last)),
        _ => Err(ledger.another(last.size).into()),
    }
}

enum Standing {
    /// It is in the database, or somebody else published in its place: it was never seen.
    Done,
    /// Nobody knows whether it was seen; everything that it needs is there.
    Open,
}

async fn standing(
    stored: &Stored<'_>,
    ledger: &Ledger,
    intent: &Intent,
) -> Result<Standing, SequencerError> {
    let LogHead { size, sealed, .. } = stored.head;
    let behind = || Err(ledger.ahead(intent.head.size, size).into());
    if size < intent.from {
        return behind();
    }
    if size > intent.from {
        return Ok(Standing::Done);
    }
    // Whoever closes a log seals it first, and then nothing comes any more.
    let closes = intent.closes();
    if closes && !sealed {
        return behind();
    }
    let mut waiting = stored.store.waiting(stored.row, stored.log).await?.entries;
    waiting.sort_unstable();
    let taken: Vec<&Vec<u8>> = intent.entries.iter().filter(|entry| has_waited(entry)).collect();
    let all_there = taken.iter().all(|entry| waiting.binary_search(entry).is_ok());
    if !all_there || (closes && taken.len() != waiting.len()) {
        return behind();
    }
    Ok(Standing::Open)
}

/// Header and closing entry never waited.
fn has_waited(entry: &[u8]) -> bool {
    !matches!(Entry::parse(entry), Ok(Entry::Header(_) | Entry::Close { .. }))
}
