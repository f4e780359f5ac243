//! The whole database into files, while others go on writing, and back into an empty database.
//!
//! SQLite writes one file (`VACUUM INTO`: a consistent copy). PostgreSQL writes a file for each
//! table (`COPY`, binary), all of one snapshot; a table comes after those that it refers to, so
//! that they can be read back in their order.

use crate::pool::Pool;
use crate::{Contents, DatabaseUrl, Result, Store, StoreError};
use futures_util::TryStreamExt as _;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, PgConnection};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

const SQLITE_FILE: &str = "hashar.sqlite";
/// Bytes that are read and sent at once.
const PIECE: usize = 64 * 1024;

impl Store {
    /// Writes everything into new files of an empty folder. `progress` is told what comes next.
    ///
    /// # Errors
    /// What the database or the disk said.
    pub async fn backup(&self, folder: &Path, mut progress: impl FnMut(&str)) -> Result<()> {
        match &self.pool {
            Pool::Sqlite { writes, .. } => {
                progress(SQLITE_FILE);
                let file = folder.join(SQLITE_FILE).display().to_string();
                sqlx::query("VACUUM INTO $1").bind(file).execute(writes).await?;
                Ok(())
            }
            Pool::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                let mut tx = pool.begin_with(begin).await?;
                for (number, table) in tables(&mut tx).await?.iter().enumerate() {
                    progress(table);
                    copy_out(&mut tx, table, &folder.join(file_name(number, table))).await?;
                }
                tx.commit().await?;
                Ok(())
            }
        }
    }

    /// Reads into this empty, migrated PostgreSQL what [`Store::backup`] wrote from one with the
    /// same schema; all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError::Schema`] for a database that is not empty, or a backup that is of another
    /// schema; what the database or the disk said.
    pub async fn restore(&self, folder: &Path, mut progress: impl FnMut(&str)) -> Result<()> {
        let Pool::Postgres(pool) = &self.pool else {
            return Err(StoreError::Schema("a SQLite backup is a file to copy".to_owned()));
        };
        if self.contents().await? != Contents::Nothing {
            return Err(StoreError::Schema("it holds something: restore into an empty one".into()));
        }
        let mut tx = pool.begin_with("BEGIN").await?;
        for (number, table) in tables(&mut tx).await?.iter().enumerate() {
            progress(table);
            let file = folder.join(file_name(number, table));
            if !file.is_file() {
                return Err(StoreError::Schema(format!("the backup lacks the table {table}")));
            }
            copy_in(&mut tx, table, &file).await?;
        }
        count_on(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The file of a SQLite database.
///
/// # Errors
/// [`StoreError::Address`] for an address of another kind.
pub fn sqlite_file(url: &DatabaseUrl) -> Result<PathBuf> {
    let DatabaseUrl::Sqlite(address) = url else {
        return Err(StoreError::Address(url.to_string()));
    };
    Ok(SqliteConnectOptions::from_str(address)?.get_filename().to_owned())
}

/// The file of a SQLite backup in its folder.
#[must_use]
pub fn sqlite_backup(folder: &Path) -> PathBuf {
    folder.join(SQLITE_FILE)
}

fn file_name(number: usize, table: &str) -> String {
    format!("{number:03}-{table}.copy")
}

/// The tables of the schema, each after those that it refers to.
async fn tables(conn: &mut PgConnection) -> Result<Vec<String>> {
    const TABLES: &str = "SELECT tablename::text FROM pg_tables \
         WHERE schemaname = current_schema() AND tablename <> '_sqlx_migrations' \
         ORDER BY tablename";
    const REFERENCES: &str = "SELECT DISTINCT own.relname::text, other.relname::text \
         FROM pg_constraint JOIN pg_class own ON own.oid = conrelid \
         JOIN pg_class other ON other.oid = confrelid \
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace \
           AND conrelid <> confrelid";
    let mut left: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *conn).await?;
    let references: Vec<(String, String)> =
        sqlx::query_as(REFERENCES).fetch_all(&mut *conn).await?;
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |table: &String| {
            references.iter().any(|(own, other)| own == table && left.contains(other))
        };
        let (later, next): (Vec<String>, Vec<String>) =
            left.iter().cloned().partition(|table| waits(table));
        if next.is_empty() {
            return Err(StoreError::Schema(format!("{later:?} refer to each other in a circle")));
        }
        ordered.extend(next);
        left = later;
    }
    Ok(ordered)
}

async fn copy_out(conn: &mut PgConnection, table: &str, file: &Path) -> Result<()> {
    let sql = format!("COPY {} TO STDOUT (FORMAT binary)", quoted(table));
    let mut out = std::fs::File::create_new(file).map_err(sqlx::Error::Io)?;
    let mut pieces = conn.copy_out_raw(&sql).await?;
    while let Some(piece) = pieces.try_next().await? {
        out.write_all(&piece).map_err(sqlx::Error::Io)?;
    }
    out.sync_all().map_err(sqlx::Error::Io)?;
    Ok(())
}

async fn copy_in(conn: &mut PgConnection, table: &str, file: &Path) -> Result<()> {
    let sql = format!("COPY {} FROM STDIN (FORMAT binary)", quoted(table));
    let mut from = std::fs::File::open(file).map_err(sqlx::Error::Io)?;
    let mut copy = conn.copy_in_raw(&sql).await?;
    let mut piece = vec![0; PIECE];
    loop {
        let length = from.read(&mut piece).map_err(sqlx::Error::Io)?;
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else { break };
        copy.send(read).await?;
    }
    copy.finish().await?;
    Ok(())
}

/// New rows get numbers after those that were read in.
async fn count_on(conn: &mut PgConnection) -> Result<()> {
    const COLUMNS: &str = "SELECT table_name::text, column_name::text \
         FROM information_schema.columns WHERE table_schema = current_schema() \
           AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL";
    let columns: Vec<(String, String)> = sqlx::query_as(COLUMNS).fetch_all(&mut *conn).await?;
    for (table, column) in columns {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence($1, $2), COALESCE(MAX({column}), 0) + 1, false) \
             FROM {table}",
            column = quoted(&column),
            table = quoted(&table),
        );
        let counted = sqlx::query(AssertSqlSafe(sql)).bind(quoted(&table)).bind(&column);
        counted.execute(&mut *conn).await?;
    }
    Ok(())
}

/// An identifier as PostgreSQL reads it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
