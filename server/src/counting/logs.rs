//! The logs as files (c2sp.org/tlog-tiles), read from the stored tree.

use super::CountingError;
use crate::poll::Poll;
use store::logs::Log;
use store::{ElectionRow, Store};
use voting::checkpoint::checkpoints_log;
use voting::note::Note;
use voting::record::{BALLOTS, ISSUANCE};
use voting::tile::{TileName, bundle};

/// A tile or entry bundle; `None` where the log has not grown that far.
///
/// # Errors
/// What the database said; an entry that no bundle can hold.
pub async fn tile(
    store: &Store,
    election: ElectionRow,
    log: Log,
    name: TileName,
) -> Result<Option<Vec<u8>>, CountingError> {
    let Ok(first) = name.first() else { return Ok(None) };
    let Some(level) = name.level else {
        let limit = u32::try_from(name.width).unwrap_or(u32::MAX);
        let entries = store.log_entries(election, log, first, limit).await?;
        let whole = entries.len() as u64 == name.width;
        let bytes = bundle(entries.iter().map(Vec::as_slice))?;
        return Ok(whole.then_some(bytes));
    };
    let places: Vec<(u8, u64)> =
        (0..name.width).map(|offset| (8 * level, first.saturating_add(offset))).collect();
    let nodes = store.log_nodes(election, log, &places).await?;
    let hashes = places.iter().map(|place| nodes.get(place));
    let hashes: Option<Vec<_>> = hashes.map(|hash| hash.map(|hash| *hash.as_bytes())).collect();
    Ok(hashes.map(|hashes| hashes.concat()))
}

/// A file of a log by its path below the record; every path is one that the finished log has.
pub(super) async fn file(
    store: &Store,
    poll: &Poll,
    log: Log,
    path: &str,
) -> Result<Vec<u8>, CountingError> {
    let missing = || CountingError::Changed(format!("{}/{path}", folder(log)));
    match path {
        "checkpoint" => Ok(store.checkpoint(poll.row, log).await?.note.into_bytes()),
        "checkpoints.log" => {
            let stored = store.checkpoints(poll.row, log).await?;
            let notes = stored.iter().map(|checkpoint| Note::parse(&checkpoint.note));
            let notes = notes.collect::<Result<Vec<_>, _>>()?;
            Ok(checkpoints_log(&notes).into_bytes())
        }
        other => {
            let name = other.strip_prefix("tile/").ok_or_else(missing)?;
            let name = TileName::parse(name)?;
            tile(store, poll.row, log, name).await?.ok_or_else(missing)
        }
    }
}

/// A log's folder in the record.
pub(super) const fn folder(log: Log) -> &'static str {
    match log {
        Log::Issuance => ISSUANCE,
        Log::Ballots => BALLOTS,
    }
}
