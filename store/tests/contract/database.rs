//! A fresh, migrated database for each test.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use store::{DatabaseUrl, Localized, Store};

/// Declares tests that run once on SQLite and once on PostgreSQL, each on its own database.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: &Database) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test need not use all that its area imports")]
            use super::*;
            use crate::database::Database;

            $(#[$meta])*
            async fn contract($db: &Database) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let db = Database::sqlite().await;
                contract(&db).await;
                db.end().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = Database::postgres().await {
                    contract(&db).await;
                    db.end().await;
                }
            }
        }
    )+};
}

/// A store on a database that nobody else uses.
pub(crate) struct Database {
    pub(crate) store: Store,
    place: Place,
}

enum Place {
    /// The folder that holds the file and its journals.
    Folder(PathBuf),
    Server {
        /// The throwaway server's own database.
        server: String,
        name: String,
    },
}

/// Tells the databases of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("hashar-{}", unique()));
        std::fs::create_dir_all(&folder).expect("a folder for the file");
        Self::open(Place::Folder(folder)).await
    }

    /// `None` after the lack of a server was recorded.
    pub(crate) async fn postgres() -> Option<Self> {
        let server = fixtures::postgres_server()?;
        let name = unique();
        on_server(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
        on_server(&server, &format!("CREATE DATABASE {name}")).await;
        Some(Self::open(Place::Server { server, name }).await)
    }

    async fn open(place: Place) -> Self {
        let url: DatabaseUrl = place.address().parse().expect("an address");
        let store = Store::open(&url).await.expect("opens");
        store.migrate().await.expect("migrates");
        Self { store, place }
    }

    /// Where it is.
    pub(crate) fn url(&self) -> DatabaseUrl {
        self.place.address().parse().expect("an address")
    }

    /// A second store on the same database, as another process would open it.
    pub(crate) async fn again(&self) -> Store {
        let url = self.place.address().parse().expect("an address");
        Store::open(&url).await.expect("opens again")
    }

    /// Runs a statement past the store, as somebody with the database's password could.
    pub(crate) async fn raw(&self, sql: &str) -> store::Result<u64> {
        let (sql, address) = (AssertSqlSafe(sql), self.place.address());
        Ok(match self.place {
            Place::Folder(_) => {
                let mut raw = SqliteConnection::connect(&address).await?;
                sqlx::query(sql).execute(&mut raw).await?.rows_affected()
            }
            Place::Server { .. } => {
                let mut raw = PgConnection::connect(&address).await?;
                sqlx::query(sql).execute(&mut raw).await?.rows_affected()
            }
        })
    }

    /// The rows of a query whose columns are all text.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<Vec<String>> {
        let (sql, address) = (AssertSqlSafe(sql), self.place.address());
        match self.place {
            Place::Folder(_) => {
                let mut raw = SqliteConnection::connect(&address).await.expect("connects");
                let rows = sqlx::query(sql).fetch_all(&mut raw).await.expect("answers");
                rows.iter().map(|row| (0..row.len()).map(|at| row.get(at)).collect()).collect()
            }
            Place::Server { .. } => {
                let mut raw = PgConnection::connect(&address).await.expect("connects");
                let rows = sqlx::query(sql).fetch_all(&mut raw).await.expect("answers");
                rows.iter().map(|row| (0..row.len()).map(|at| row.get(at)).collect()).collect()
            }
        }
    }

    /// How many rows a table holds.
    pub(crate) async fn count(&self, table: &str) -> usize {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
        self.texts(&sql).await[0][0].parse().expect("a number")
    }

    /// Closes and removes the database; a test that failed leaves it to be looked at.
    pub(crate) async fn end(self) {
        self.store.close().await;
        match self.place {
            Place::Folder(folder) => std::fs::remove_dir_all(folder).expect("removes the folder"),
            Place::Server { server, name } => {
                on_server(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

impl Place {
    fn address(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite://{}/store.db?mode=rwc", folder.display()),
            Self::Server { server, name } => {
                let mut url = url::Url::parse(server).expect("TEST_POSTGRES_URL is an address");
                url.set_path(name);
                url.into()
            }
        }
    }
}

/// A name or title from pairs of language and text.
pub(crate) fn names(texts: &[(&str, &str)]) -> Localized {
    texts.iter().copied().collect()
}

async fn on_server(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.expect("TEST_POSTGRES_URL answers");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the server obeys");
}

fn unique() -> String {
    format!("t_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}
