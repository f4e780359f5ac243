//! The pools behind the store and the transaction that every operation runs in.
//!
//! SQLite has one connection that writes, so that writers queue fairly instead of polling a lock,
//! and several that can only read. PostgreSQL has one pool; constraints decide between writers.

use crate::{DatabaseUrl, Result, StoreError};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// Where sqlx writes down which migrations ran.
const APPLIED: &str = "_sqlx_migrations";

/// The door to the database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: Pool,
}

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite { reads: SqlitePool, writes: SqlitePool },
    Postgres(PgPool),
}

/// An open transaction. What is dropped without [`Tx::commit`] never happened.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one statement of a transaction on whichever database is live.
///
/// `$tx` is a `&mut Tx`; the statement is compiled once for each database, with `$conn` as its
/// executor: `step!(tx, |conn| sqlx::query(SQL).bind(id).execute(conn).await)?`.
macro_rules! step {
    ($tx:expr, |$conn:ident| $statement:expr) => {
        match $tx {
            $crate::pool::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $statement
            }
            $crate::pool::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $statement
            }
        }
    };
}

/// Runs one reading statement outside a transaction; `$conn` is its executor.
macro_rules! read {
    ($store:expr, |$conn:ident| $statement:expr) => {
        match &$store.pool {
            $crate::pool::Pool::Sqlite { reads: $conn, .. } => $statement,
            $crate::pool::Pool::Postgres($conn) => $statement,
        }
    };
}

impl Store {
    /// Opens the database; a missing SQLite file is created. The schema is not touched.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] with the reason.
    pub async fn open(url: &DatabaseUrl) -> Result<Self> {
        let pool = match url {
            DatabaseUrl::Sqlite(address) => open_sqlite(address).await,
            DatabaseUrl::Postgres(address) => open_postgres(address).await,
        };
        let unreachable = |error: sqlx::Error| StoreError::Unreachable {
            address: url.to_string(),
            reason: error.to_string(),
        };
        Ok(Self { pool: pool.map_err(unreachable)? })
    }

    /// Opens a database that is there already.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`], also for a SQLite file that does not exist.
    pub async fn open_existing(url: &DatabaseUrl) -> Result<Self> {
        if matches!(url, DatabaseUrl::Sqlite(_)) && !crate::backup::sqlite_file(url)?.is_file() {
            let reason = "there is no such file".to_owned();
            return Err(StoreError::Unreachable { address: url.to_string(), reason });
        }
        Self::open(url).await
    }

    /// Brings the schema up to this program's version.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a migration fails or the database is newer than the program.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pool {
            Pool::Sqlite { writes, .. } => sqlx::migrate!("../migrations/sqlite").run(writes).await,
            Pool::Postgres(pool) => sqlx::migrate!("../migrations/postgres").run(pool).await,
        }
        .map_err(|error| StoreError::Schema(error.to_string()))
    }

    /// How many migrations of this program the database lacks.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the database is newer than the program.
    pub async fn pending_migrations(&self) -> Result<usize> {
        let applied = self.applied_migrations().await?;
        let known = match &self.pool {
            Pool::Sqlite { .. } => sqlx::migrate!("../migrations/sqlite"),
            Pool::Postgres(_) => sqlx::migrate!("../migrations/postgres"),
        };
        let known: Vec<i64> = known.iter().map(|migration| migration.version).collect();
        if let Some(newer) = applied.iter().find(|version| !known.contains(version)) {
            return Err(StoreError::Schema(format!(
                "migration {newer} is of a newer program: run that one"
            )));
        }
        Ok(known.len().saturating_sub(applied.len()))
    }

    /// How many migrations the database has: databases with the same number have one schema.
    ///
    /// # Errors
    /// What the database said.
    pub async fn schema_version(&self) -> Result<usize> {
        Ok(self.applied_migrations().await?.len())
    }

    async fn applied_migrations(&self) -> Result<Vec<i64>> {
        const SQL: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
        if !self.tables().await?.iter().any(|name| name == APPLIED) {
            return Ok(Vec::new());
        }
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).fetch_all(conn).await)?)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ping(&self) -> Result<()> {
        read!(self, |conn| sqlx::query("SELECT 1").execute(conn).await.map(drop))?;
        Ok(())
    }

    /// Closes every connection after the work under way.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { reads, writes } => {
                reads.close().await;
                writes.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// Begins a transaction that may write.
    ///
    /// SQLite takes its write lock at once: a transaction never fails half way because another
    /// one wrote first. PostgreSQL reads what is committed before each statement, whatever the
    /// server's default is, so that a row lost to another writer is seen by the next statement.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match &self.pool {
            Pool::Sqlite { writes, .. } => Tx::Sqlite(writes.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?)
            }
        })
    }
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

async fn open_sqlite(address: &str) -> Result<Pool, sqlx::Error> {
    // WAL and `synchronous = FULL`: a ballot that was promised survives a power cut. The time-out
    // is for other processes; within this one, writers queue for the one connection.
    let options = SqliteConnectOptions::from_str(address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10));
    let writes = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let reads = SqlitePoolOptions::new()
        .max_connections(8)
        .connect_with(options.pragma("query_only", "1"))
        .await?;
    Ok(Pool::Sqlite { reads, writes })
}

async fn open_postgres(address: &str) -> Result<Pool, sqlx::Error> {
    let options = PgConnectOptions::from_str(address)?;
    // The pool would try again until its time is over and then say no more than that.
    PgConnection::connect_with(&options).await?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await?;
    Ok(Pool::Postgres(pool))
}
