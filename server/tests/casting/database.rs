//! The database of a world: a file in its folder, or one of its own on a throwaway PostgreSQL.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use store::Store;

/// Where a world keeps its rows.
pub(crate) struct Database {
    url: String,
    /// The server and the database's name there.
    place: Option<(String, String)>,
}

static NUMBER: AtomicU64 = AtomicU64::new(0);

impl Database {
    pub(crate) fn sqlite(folder: &Path) -> Self {
        Self { url: format!("sqlite://{}/store.db", folder.display()), place: None }
    }

    /// `None` after the lack of a server was recorded.
    pub(crate) async fn postgres() -> Option<Self> {
        let server = fixtures::postgres_server()?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("casting_{}_{number}", std::process::id());
        on_server(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
        on_server(&server, &format!("CREATE DATABASE {name}")).await;
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        Some(Self { url: url.into(), place: Some((server, name)) })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// One more store on it, as another process would open it; migrated.
    pub(crate) async fn open(&self) -> Store {
        let store = Store::open(&self.url.parse().unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    /// Removes what does not lie in the world's folder.
    pub(crate) async fn end(self) {
        if let Some((server, name)) = self.place {
            on_server(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn on_server(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}
