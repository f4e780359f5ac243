//! Both migration folders make one schema.

use crate::database::Database;

/// `table.column type null|not null`, in the words of PostgreSQL.
const POSTGRES: &str = "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || \
       CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'not null' END \
     FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";

/// The same from SQLite, where an integer primary key is never null without being declared so.
const SQLITE: &str = "SELECT t.name || '.' || c.name || ' ' || \
       CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' ELSE lower(c.type) END \
       || ' ' || CASE WHEN c.\"notnull\" = 1 OR (c.pk > 0 AND c.type = 'INTEGER') \
         THEN 'not null' ELSE 'null' END \
     FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name <> '_sqlx_migrations' AND t.name NOT LIKE 'sqlite_%'";

/// Indexes that the migrations create by name; those of constraints are SQLite's own there.
const POSTGRES_INDEXES: &str = "SELECT c.relname::TEXT || CASE WHEN i.indisunique \
       THEN ' unique' ELSE '' END \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
       JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = 'public' AND NOT EXISTS \
       (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)";

const SQLITE_INDEXES: &str = "SELECT i.name || CASE i.\"unique\" WHEN 1 THEN ' unique' ELSE '' END \
     FROM sqlite_schema t JOIN pragma_index_list(t.name) i \
     WHERE t.type = 'table' AND i.origin = 'c'";

#[tokio::test]
async fn the_two_schemas_have_the_same_tables_columns_and_indexes() {
    let Some(postgres) = Database::postgres().await else { return };
    let sqlite = Database::sqlite().await;
    // The one type that SQLite has not: a checked integer there.
    let columns = sorted(&postgres, POSTGRES).await;
    let columns: Vec<_> = columns.iter().map(|it| it.replace(" boolean ", " bigint ")).collect();
    assert!(columns.contains(&"people.nullifier bytea not null".to_owned()), "{columns:#?}");
    assert_eq!(sorted(&sqlite, SQLITE).await, columns);
    let indexes = sorted(&postgres, POSTGRES_INDEXES).await;
    assert!(indexes.contains(&"approvals_open_key unique".to_owned()), "{indexes:#?}");
    assert_eq!(sorted(&sqlite, SQLITE_INDEXES).await, indexes);
    postgres.end().await;
    sqlite.end().await;
}

#[tokio::test]
async fn no_order_of_credentials_or_ballots_is_kept_in_sqlite() {
    let db = Database::sqlite().await;
    for table in ["issuance", "box"] {
        let ordered = db.raw(&format!("DELETE FROM {table} WHERE rowid = 1")).await;
        assert!(ordered.is_err(), "{table} has row numbers");
    }
    assert!(db.raw("DELETE FROM sessions WHERE rowid = 1").await.is_ok(), "others have");
    db.end().await;
}

async fn sorted(db: &Database, sql: &str) -> Vec<String> {
    let mut lines: Vec<String> = db.texts(sql).await.into_iter().flatten().collect();
    lines.sort();
    lines
}
