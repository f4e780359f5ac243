//! What a database holds as a whole: asked before anything is changed in it, and emptied only
//! where it holds nothing but a demo or a replay.

use crate::pool::{Pool, Tx};
use crate::{DatabaseUrl, Result, Store, StoreError};
use sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// What a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Nothing: no table at all, or a schema of this program without a row.
    Nothing,
    /// Nothing but a demo.
    Demo,
    /// Nothing but a real election that was voted again.
    Replay,
    /// Something else, of this program or of another.
    Other,
}

impl Store {
    /// What the database holds. The schema is not touched and need not be there.
    ///
    /// # Errors
    /// What the database said.
    pub async fn contents(&self) -> Result<Contents> {
        const USED: &str = "SELECT EXISTS (SELECT 1 FROM territories) \
             OR EXISTS (SELECT 1 FROM people) OR EXISTS (SELECT 1 FROM acts)";
        let tables = self.tables().await?;
        let has = |name: &str| tables.iter().any(|table| table == name);
        if tables.is_empty() {
            return Ok(Contents::Nothing);
        }
        if !["settings", "territories", "people", "acts"].into_iter().all(has) {
            return Ok(Contents::Other);
        }
        if self.is_demo().await? {
            return Ok(Contents::Demo);
        }
        if self.is_replay().await? {
            return Ok(Contents::Replay);
        }
        let used: bool = read!(self, |conn| sqlx::query_scalar(USED).fetch_one(conn).await)?;
        Ok(if used { Contents::Other } else { Contents::Nothing })
    }

    /// Removes everything from a database that holds nothing but a demo, also its schema, and
    /// closes it: the file and its journals on SQLite, all that lies in the schema on PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError::NotADemo`]; a file that cannot be removed is [`StoreError::Unreachable`].
    pub async fn remove_demo(self, url: &DatabaseUrl) -> Result<()> {
        if self.contents().await? != Contents::Demo {
            return Err(StoreError::NotADemo);
        }
        self.remove_all(url).await
    }

    /// The same for a database that holds nothing but a replay.
    ///
    /// # Errors
    /// [`StoreError::NotAReplay`]; a file that cannot be removed is [`StoreError::Unreachable`].
    pub async fn remove_replay(self, url: &DatabaseUrl) -> Result<()> {
        if self.contents().await? != Contents::Replay {
            return Err(StoreError::NotAReplay);
        }
        self.remove_all(url).await
    }

    async fn remove_all(self, url: &DatabaseUrl) -> Result<()> {
        match (&self.pool, url) {
            (Pool::Postgres(_), _) => {
                let mut tx = self.begin().await?;
                recreate_schema(&mut tx).await?;
                tx.commit().await?;
                self.close().await;
                Ok(())
            }
            (Pool::Sqlite { .. }, url) => {
                self.close().await;
                remove_files(url)
            }
        }
    }

    pub(crate) async fn tables(&self) -> Result<Vec<String>> {
        const SQLITE: &str = "SELECT name FROM sqlite_schema \
             WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        const POSTGRES: &str =
            "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
        Ok(match &self.pool {
            Pool::Sqlite { reads, .. } => sqlx::query_scalar(SQLITE).fetch_all(reads).await?,
            Pool::Postgres(pool) => sqlx::query_scalar(POSTGRES).fetch_all(pool).await?,
        })
    }
}

/// The schema's name is quoted by the server itself.
async fn recreate_schema(tx: &mut Tx) -> Result<()> {
    const SQL: &str = "DO $$ DECLARE place text := quote_ident(current_schema()); BEGIN \
           EXECUTE 'DROP SCHEMA ' || place || ' CASCADE'; \
           EXECUTE 'CREATE SCHEMA ' || place; \
         END $$";
    step!(tx, |conn| sqlx::query(SQL).execute(conn).await.map(drop))?;
    Ok(())
}

fn remove_files(url: &DatabaseUrl) -> Result<()> {
    let unreachable = |reason: String| StoreError::Unreachable { address: url.to_string(), reason };
    let DatabaseUrl::Sqlite(address) = url else {
        return Err(unreachable("the open database is a file".to_owned()));
    };
    let options = SqliteConnectOptions::from_str(address)?;
    let file = options.get_filename();
    // The journals first: without them the file is whole, and without the file they are nothing.
    for path in [beside(file, "-wal"), beside(file, "-shm"), file.to_owned()] {
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreachable(format!("{}: {error}", path.display()))),
        }
    }
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
