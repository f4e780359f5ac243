//! The two logs of an election: what waits, entries, tree nodes, and signed heads.
//!
//! What is issued or cast waits in its own table for its batch. Whoever publishes reads it, signs
//! the next head and appends both by compare-and-swap on the log's size: of two that publish at
//! once one learns that the log moved, and nothing of its batch was written.

use crate::pool::Tx;
use crate::{Constraint, ElectionRow, Result, Store, StoreError, UnixTime};
use std::collections::HashMap;
use voting::merkle::Hash;

mod rows;
mod witnesses;

words! {
    /// Which log of an election.
    pub enum Log {
        /// Of credentials.
        Issuance = "issuance",
        /// Of ballots.
        Ballots = "ballots",
    }
}

/// How far a log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Its number of entries.
    pub size: u64,
    /// Nothing is taken any more.
    pub sealed: bool,
    /// Its last entry is the closing one.
    pub closed: bool,
}

/// What waits for its batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The entries, in no order.
    pub entries: Vec<Vec<u8>>,
    /// When the oldest of them came.
    pub since: Option<UnixTime>,
}

/// A batch to publish.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The size that it begins at.
    pub from: u64,
    /// The entries, in the order in which they are logged.
    pub entries: Vec<Vec<u8>>,
    /// The complete subtrees that they finish: level, position in the level, root.
    pub nodes: Vec<(u8, u64, Hash)>,
    /// Whether its last entry closes the log.
    pub closes: bool,
    /// The head after it.
    pub checkpoint: StoredCheckpoint,
}

/// A published head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// The signed note, with the lines of witnesses that cosigned it.
    pub note: String,
    /// Whether they meet the manifest's policy, whenever they signed.
    pub witnessed: bool,
}

impl Store {
    /// How far a log is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an election that is not there.
    pub async fn log_head(&self, election: ElectionRow, log: Log) -> Result<LogHead> {
        let row: (i64, i64, i64) = read!(self, |conn| {
            sqlx::query_as(rows::HEAD).bind(election).bind(log.word()).fetch_one(conn).await
        })?;
        let (size, sealed, closed) = row;
        Ok(LogHead { size: rows::unsigned(size)?, sealed: sealed != 0, closed: closed != 0 })
    }

    /// How many entries wait for their batch, and since when.
    ///
    /// # Errors
    /// What the database said.
    pub async fn waiting_count(
        &self,
        election: ElectionRow,
        log: Log,
    ) -> Result<(u64, Option<UnixTime>)> {
        let sql = rows::waiting_count(log);
        let (count, since): (i64, Option<UnixTime>) =
            read!(self, |conn| sqlx::query_as(sql).bind(election).fetch_one(conn).await)?;
        Ok((rows::unsigned(count)?, since))
    }

    /// Everything that waits for its batch.
    ///
    /// # Errors
    /// What the database said.
    pub async fn waiting(&self, election: ElectionRow, log: Log) -> Result<Waiting> {
        let sql = rows::waiting(log);
        let rows: Vec<(Vec<u8>, UnixTime)> =
            read!(self, |conn| sqlx::query_as(sql).bind(election).fetch_all(conn).await)?;
        let since = rows.iter().map(|(_, at)| *at).min();
        Ok(Waiting { entries: rows.into_iter().map(|(entry, _)| entry).collect(), since })
    }

    /// From now on nothing is taken for this log. What is being taken at this moment is waited
    /// for, so that afterwards [`Store::waiting`] tells all that there will ever be.
    ///
    /// # Errors
    /// What the database said.
    pub async fn seal_log(&self, election: ElectionRow, log: Log) -> Result<()> {
        let mut tx = self.begin().await?;
        if let Tx::Postgres(tx) = &mut tx {
            sqlx::query(rows::LOCK).bind(election).bind(log.word()).execute(&mut **tx).await?;
        }
        step!(&mut tx, |conn| {
            sqlx::query(rows::SEAL).bind(election).bind(log.word()).execute(conn).await.map(drop)
        })?;
        tx.commit().await
    }

    /// Publishes a batch with its signed head, or nothing of it.
    ///
    /// # Errors
    /// [`Constraint::LogMoved`] when the log has another size than the batch begins at, or is
    /// closed.
    pub async fn append(&self, election: ElectionRow, log: Log, batch: &Batch) -> Result<()> {
        let mut tx = self.begin().await?;
        rows::swap_head(&mut tx, election, log, batch).await?;
        rows::insert_entries(&mut tx, election, log, batch).await?;
        rows::insert_nodes(&mut tx, election, log, batch).await?;
        rows::mark(&mut tx, election, log, batch).await?;
        rows::insert_checkpoint(&mut tx, election, log, &batch.checkpoint).await?;
        tx.commit().await
    }

    /// The newest published head.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] before the first one.
    pub async fn checkpoint(&self, election: ElectionRow, log: Log) -> Result<StoredCheckpoint> {
        let row: rows::CheckpointRow = read!(self, |conn| {
            sqlx::query_as(rows::CHECKPOINT).bind(election).bind(log.word()).fetch_one(conn).await
        })?;
        row.try_into()
    }

    /// Every published head, by size.
    ///
    /// # Errors
    /// What the database said.
    pub async fn checkpoints(
        &self,
        election: ElectionRow,
        log: Log,
    ) -> Result<Vec<StoredCheckpoint>> {
        let rows: Vec<rows::CheckpointRow> = read!(self, |conn| {
            sqlx::query_as(rows::CHECKPOINTS).bind(election).bind(log.word()).fetch_all(conn).await
        })?;
        rows.into_iter().map(StoredCheckpoint::try_from).collect()
    }

    /// The published heads that have at least `size` entries, by size.
    ///
    /// # Errors
    /// What the database said.
    pub async fn checkpoints_from(
        &self,
        election: ElectionRow,
        log: Log,
        size: u64,
    ) -> Result<Vec<StoredCheckpoint>> {
        let size = rows::signed(size)?;
        let rows: Vec<rows::CheckpointRow> = read!(self, |conn| {
            sqlx::query_as(rows::CHECKPOINTS_FROM)
                .bind(election)
                .bind(log.word())
                .bind(size)
                .fetch_all(conn)
                .await
        })?;
        rows.into_iter().map(StoredCheckpoint::try_from).collect()
    }

    /// At most `limit` entries from `first` on, in their order.
    ///
    /// # Errors
    /// What the database said.
    pub async fn log_entries(
        &self,
        election: ElectionRow,
        log: Log,
        first: u64,
        limit: u32,
    ) -> Result<Vec<Vec<u8>>> {
        let first = rows::signed(first)?;
        Ok(read!(self, |conn| {
            sqlx::query_scalar(rows::ENTRIES)
                .bind(election)
                .bind(log.word())
                .bind(first)
                .bind(i64::from(limit))
                .fetch_all(conn)
                .await
        })?)
    }

    /// Roots of complete subtrees by level and position; those that are not there are left out.
    ///
    /// # Errors
    /// What the database said.
    pub async fn log_nodes(
        &self,
        election: ElectionRow,
        log: Log,
        places: &[(u8, u64)],
    ) -> Result<HashMap<(u8, u64), Hash>> {
        if places.is_empty() {
            return Ok(HashMap::new());
        }
        rows::nodes(self, election, log, places).await
    }

    /// The entries of the ballot log that lie between two, both included; at most two of them, so
    /// that who looks for one sees whether there are more.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ballots_between(
        &self,
        election: ElectionRow,
        from: &[u8],
        to: &[u8],
    ) -> Result<Vec<Vec<u8>>> {
        Ok(read!(self, |conn| {
            sqlx::query_scalar(rows::LOGGED_BETWEEN)
                .bind(election)
                .bind(from)
                .bind(to)
                .fetch_all(conn)
                .await
        })?)
    }

    /// Where an entry stands in its log; `None` when it waits or never was.
    ///
    /// # Errors
    /// What the database said.
    pub async fn log_position(
        &self,
        election: ElectionRow,
        log: Log,
        entry: &[u8],
    ) -> Result<Option<u64>> {
        let sql = rows::position(log);
        let position: Option<Option<i64>> = read!(self, |conn| {
            sqlx::query_scalar(sql).bind(election).bind(entry).fetch_optional(conn).await
        })?;
        position.flatten().map(rows::unsigned).transpose()
    }
}

/// Both logs of an election that is being prepared, empty.
pub(crate) async fn insert_heads(tx: &mut Tx, election: ElectionRow) -> Result<()> {
    for log in Log::ALL {
        step!(tx, |conn| {
            sqlx::query(rows::INSERT_HEAD)
                .bind(election)
                .bind(log.word())
                .execute(conn)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

/// Refuses where the log takes nothing any more, and keeps it from being sealed until the
/// transaction ends.
pub(crate) async fn require_unsealed(tx: &mut Tx, election: ElectionRow, log: Log) -> Result<()> {
    let sealed: i64 = match tx {
        // One transaction writes at a time.
        Tx::Sqlite(tx) => {
            let query = sqlx::query_scalar(rows::SEALED).bind(election).bind(log.word());
            query.fetch_one(&mut **tx).await?
        }
        Tx::Postgres(tx) => {
            let query = sqlx::query_scalar(rows::SEALED_SHARED).bind(election).bind(log.word());
            query.fetch_one(&mut **tx).await?
        }
    };
    if sealed == 0 { Ok(()) } else { Err(StoreError::Conflict(Constraint::LogSealed)) }
}
