//! Statements of the logs.

use super::{Batch, Log, StoredCheckpoint};
use crate::pool::Tx;
use crate::{Constraint, ElectionRow, Result, Store, StoreError};
use sqlx::QueryBuilder;
use std::collections::HashMap;
use voting::merkle::Hash;

/// Rows written by one statement; SQLite takes 32,766 values in one.
const AT_ONCE: usize = 1_000;

pub(super) const INSERT_HEAD: &str =
    "INSERT INTO logs (election, log, size, sealed, closed) VALUES ($1, $2, 0, 0, 0)";
pub(super) const HEAD: &str =
    "SELECT size, sealed, closed FROM logs WHERE election = $1 AND log = $2";
pub(super) const SEALED: &str = "SELECT sealed FROM logs WHERE election = $1 AND log = $2";
/// Held by everybody who takes something; `LOCK` waits for them all, publishing for nobody.
pub(super) const SEALED_SHARED: &str =
    "SELECT sealed FROM logs WHERE election = $1 AND log = $2 FOR KEY SHARE";
pub(super) const LOCK: &str = "SELECT size FROM logs WHERE election = $1 AND log = $2 FOR UPDATE";
pub(super) const SEAL: &str = "UPDATE logs SET sealed = 1 WHERE election = $1 AND log = $2";
pub(super) const CHECKPOINT: &str = "SELECT size, root, note, witnessed FROM checkpoints \
     WHERE election = $1 AND log = $2 ORDER BY size DESC LIMIT 1";
pub(super) const WITNESSED: &str = "SELECT size, root, note, witnessed FROM checkpoints \
     WHERE election = $1 AND log = $2 AND witnessed = 1 ORDER BY size DESC LIMIT 1";
pub(super) const CHECKPOINTS: &str = "SELECT size, root, note, witnessed FROM checkpoints \
     WHERE election = $1 AND log = $2 ORDER BY size";
pub(super) const CHECKPOINTS_FROM: &str = "SELECT size, root, note, witnessed FROM checkpoints \
     WHERE election = $1 AND log = $2 AND size >= $3 ORDER BY size";
pub(super) const ENTRIES: &str = "SELECT entry FROM log_entries \
     WHERE election = $1 AND log = $2 AND position >= $3 ORDER BY position LIMIT $4";
pub(super) const LOGGED_BETWEEN: &str = "SELECT entry FROM box WHERE election = $1 \
     AND entry >= $2 AND entry <= $3 AND position IS NOT NULL ORDER BY entry LIMIT 2";

pub(super) const fn waiting_count(log: Log) -> &'static str {
    match log {
        Log::Issuance => {
            "SELECT COUNT(*), MIN(taken_at) FROM issuance WHERE election = $1 AND position IS NULL"
        }
        Log::Ballots => {
            "SELECT COUNT(*), MIN(taken_at) FROM box WHERE election = $1 AND position IS NULL"
        }
    }
}

pub(super) const fn waiting(log: Log) -> &'static str {
    match log {
        Log::Issuance => {
            "SELECT entry, taken_at FROM issuance WHERE election = $1 AND position IS NULL"
        }
        Log::Ballots => "SELECT entry, taken_at FROM box WHERE election = $1 AND position IS NULL",
    }
}

pub(super) const fn position(log: Log) -> &'static str {
    match log {
        Log::Issuance => "SELECT position FROM issuance WHERE election = $1 AND entry = $2",
        Log::Ballots => "SELECT position FROM box WHERE election = $1 AND entry = $2",
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct CheckpointRow {
    size: i64,
    root: Vec<u8>,
    note: String,
    witnessed: i64,
}

impl TryFrom<CheckpointRow> for StoredCheckpoint {
    type Error = StoreError;

    fn try_from(row: CheckpointRow) -> Result<Self> {
        Ok(Self {
            size: unsigned(row.size)?,
            root: hash(row.root)?,
            note: row.note,
            witnessed: row.witnessed != 0,
        })
    }
}

pub(super) async fn swap_head(
    tx: &mut Tx,
    election: ElectionRow,
    log: Log,
    batch: &Batch,
) -> Result<()> {
    const SQL: &str = "UPDATE logs SET size = $4, closed = $5 \
         WHERE election = $1 AND log = $2 AND size = $3 AND closed = 0 AND sealed >= $5";
    let (from, to) = (signed(batch.from)?, signed(batch.checkpoint.size)?);
    let swapped = step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(log.word())
            .bind(from)
            .bind(to)
            .bind(i64::from(batch.closes))
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
    })?;
    if swapped == 1 { Ok(()) } else { Err(StoreError::Conflict(Constraint::LogMoved)) }
}

pub(super) async fn insert_entries(
    tx: &mut Tx,
    election: ElectionRow,
    log: Log,
    batch: &Batch,
) -> Result<()> {
    let entries = numbered(batch)?;
    for some in entries.chunks(AT_ONCE) {
        step!(tx, |conn| {
            let mut sql =
                QueryBuilder::new("INSERT INTO log_entries (election, log, position, entry) ");
            sql.push_values(some, |mut row, (position, entry)| {
                row.push_bind(election)
                    .push_bind(log.word())
                    .push_bind(*position)
                    .push_bind(entry.to_vec());
            });
            sql.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

pub(super) async fn insert_nodes(
    tx: &mut Tx,
    election: ElectionRow,
    log: Log,
    batch: &Batch,
) -> Result<()> {
    let node = |(level, position, hash): &(u8, u64, Hash)| {
        Ok((i64::from(*level), signed(*position)?, hash.as_bytes().to_vec()))
    };
    let nodes = batch.nodes.iter().map(node).collect::<Result<Vec<_>>>()?;
    for some in nodes.chunks(AT_ONCE) {
        step!(tx, |conn| {
            let mut sql =
                QueryBuilder::new("INSERT INTO log_nodes (election, log, level, position, hash) ");
            sql.push_values(some, |mut row, (level, position, hash)| {
                row.push_bind(election)
                    .push_bind(log.word())
                    .push_bind(*level)
                    .push_bind(*position)
                    .push_bind(hash.clone());
            });
            sql.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Tells what waited where it stands now; header and closing entry never waited. When a credential
/// was issued is forgotten with it; a ballot's time goes later, by [`Store::forget_cast_times`].
pub(super) async fn mark(
    tx: &mut Tx,
    election: ElectionRow,
    log: Log,
    batch: &Batch,
) -> Result<()> {
    let update = match log {
        Log::Issuance => "UPDATE issuance SET position = v.column1, taken_at = NULL FROM (",
        Log::Ballots => "UPDATE box SET position = v.column1 FROM (",
    };
    let entries = numbered(batch)?;
    for some in entries.chunks(AT_ONCE) {
        step!(tx, |conn| {
            let mut sql = QueryBuilder::new(update);
            sql.push_values(some, |mut row, (position, entry)| {
                row.push_bind(*position).push_bind(entry.to_vec());
            });
            sql.push(") AS v WHERE entry = v.column2 AND election = ").push_bind(election);
            sql.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

pub(super) async fn insert_checkpoint(
    tx: &mut Tx,
    election: ElectionRow,
    log: Log,
    checkpoint: &StoredCheckpoint,
) -> Result<()> {
    const SQL: &str = "INSERT INTO checkpoints \
         (election, log, size, root, note, witnessed) VALUES ($1, $2, $3, $4, $5, $6)";
    let size = signed(checkpoint.size)?;
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(log.word())
            .bind(size)
            .bind(checkpoint.root.as_bytes().as_slice())
            .bind(&checkpoint.note)
            .bind(i64::from(checkpoint.witnessed))
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

pub(super) async fn nodes(
    store: &Store,
    election: ElectionRow,
    log: Log,
    places: &[(u8, u64)],
) -> Result<HashMap<(u8, u64), Hash>> {
    let place = |(level, position): &(u8, u64)| Ok((i64::from(*level), signed(*position)?));
    let wanted = places.iter().map(place).collect::<Result<Vec<_>>>()?;
    let rows: Vec<(i64, i64, Vec<u8>)> = read!(store, |conn| {
        let mut sql =
            QueryBuilder::new("SELECT level, position, hash FROM log_nodes WHERE election = ");
        sql.push_bind(election).push(" AND log = ").push_bind(log.word());
        sql.push(" AND (level, position) IN (");
        sql.push_values(&wanted, |mut row, (level, position)| {
            row.push_bind(*level).push_bind(*position);
        });
        sql.push(")");
        sql.build_query_as().fetch_all(conn).await
    })?;
    let node = |(level, position, bytes): (i64, i64, Vec<u8>)| {
        let level = u8::try_from(level).map_err(|_| corrupt())?;
        Ok(((level, unsigned(position)?), hash(bytes)?))
    };
    rows.into_iter().map(node).collect()
}

/// The entries of a batch with their positions.
fn numbered(batch: &Batch) -> Result<Vec<(i64, &[u8])>> {
    let first = signed(batch.from)?;
    Ok((first..).zip(batch.entries.iter().map(Vec::as_slice)).collect())
}

fn hash(bytes: Vec<u8>) -> Result<Hash> {
    bytes.try_into().map(Hash::from_bytes).map_err(|_| corrupt())
}

pub(super) fn unsigned(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| corrupt())
}

pub(super) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| corrupt())
}

fn corrupt() -> StoreError {
    StoreError::Corrupt("a size or hash of a log".to_owned())
}
