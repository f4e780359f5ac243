//! The pool behind the store: SQLite or PostgreSQL, one body for both.

use crate::{Result, StoreError};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// Where the database is. Displayed without its password.
#[derive(Clone)]
pub enum DatabaseUrl {
    /// A file, created when it is missing.
    Sqlite(String),
    /// A server.
    Postgres(String),
}

/// The door to the database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: Pool,
}

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Runs one body in one transaction of whichever database is live.
///
/// The body is compiled once for each; inside, `$tx` is the open transaction. It commits when the
/// body ends and rolls back when the body returns early. SQLite takes its write lock at once, so
/// that a transaction never fails half way because another one wrote first.
macro_rules! transaction {
    ($store:expr, |$tx:ident| $body:expr) => {
        match &$store.pool {
            $crate::pool::Pool::Sqlite(pool) => {
                let mut $tx = pool.begin_with("BEGIN IMMEDIATE").await?;
                let value = $body;
                $tx.commit().await?;
                Ok(value)
            }
            $crate::pool::Pool::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                let value = $body;
                $tx.commit().await?;
                Ok(value)
            }
        }
    };
}

/// Runs one read on whichever database is live; `$conn` is an executor.
macro_rules! read {
    ($store:expr, |$conn:ident| $body:expr) => {
        match &$store.pool {
            $crate::pool::Pool::Sqlite($conn) => $body,
            $crate::pool::Pool::Postgres($conn) => $body,
        }
    };
}

impl Store {
    /// Opens the database; a missing SQLite file is created. The schema is not touched.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] with the reason.
    pub async fn open(url: &DatabaseUrl) -> Result<Self> {
        let unreachable = |error: sqlx::Error| StoreError::Unreachable {
            address: url.to_string(),
            reason: error.to_string(),
        };
        let pool = match url {
            DatabaseUrl::Sqlite(address) => Pool::Sqlite(
                SqlitePoolOptions::new()
                    .max_connections(8)
                    .connect_with(sqlite_options(address).map_err(unreachable)?)
                    .await
                    .map_err(unreachable)?,
            ),
            DatabaseUrl::Postgres(address) => Pool::Postgres(
                PgPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(5))
                    .connect_with(PgConnectOptions::from_str(address).map_err(unreachable)?)
                    .await
                    .map_err(unreachable)?,
            ),
        };
        Ok(Self { pool })
    }

    /// Brings the schema up to this program's version.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a migration fails or the database is newer than the program.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pool {
            Pool::Sqlite(pool) => sqlx::migrate!("../migrations/sqlite").run(pool).await,
            Pool::Postgres(pool) => sqlx::migrate!("../migrations/postgres").run(pool).await,
        }
        .map_err(|error| StoreError::Schema(error.to_string()))
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
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self> {
        if text.strip_prefix("sqlite://").is_some_and(|file| !file.is_empty()) {
            return Ok(Self::Sqlite(text.to_owned()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(StoreError::Address(text.to_owned()))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(address) => out.write_str(address),
            Self::Postgres(address) => match url::Url::parse(address) {
                Ok(mut url) => {
                    // A user without a password stays as it is.
                    let _ = url.password().is_some() && url.set_password(Some("...")).is_ok();
                    out.write_str(url.as_str())
                }
                Err(_) => out.write_str("postgres://..."),
            },
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// WAL and `synchronous = FULL`: a ballot that was promised survives a power cut.
fn sqlite_options(address: &str) -> Result<SqliteConnectOptions, sqlx::Error> {
    Ok(SqliteConnectOptions::from_str(address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10)))
}
