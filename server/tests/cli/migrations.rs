//! A server that shares its database with others does not change its schema by itself.

use crate::program::{Place, postgres};
use sqlx::{Connection as _, PgConnection};

#[tokio::test]
async fn a_server_waits_for_the_migration_of_postgres() {
    let Some(database) = postgres().await else { return };
    let place = Place::new();
    let serve = || {
        place.run(&[
            "serve",
            "--role",
            "box",
            "--listen",
            "127.0.0.1:0",
            "--database-url",
            &database,
        ])
    };
    serve().refused(&["migrations older than this program", "hashar migrate"]);
    place.run(&["migrate", "--database-url", &database]).succeeded();
    let mut connection = PgConnection::connect(&database).await.unwrap();
    let newer = "UPDATE _sqlx_migrations SET version = 9999 \
                 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    serve().refused(&["migration 9999 is of a newer program"]);
}

#[tokio::test]
async fn a_wrong_word_about_tls_is_told() {
    let Some(database) = postgres().await else { return };
    let place = Place::new();
    let serve = |more: &str| {
        let address = format!("{database}?{more}");
        place.run(&[
            "serve",
            "--role",
            "box",
            "--listen",
            "127.0.0.1:0",
            "--database-url",
            &address,
        ])
    };
    serve("sslmode=strict").refused(&["sslmode", "strict"]);
    serve("sslmode=verify-full&sslrootcert=/nowhere/ca.pem")
        .refused(&["cannot be opened", "check"]);
    // The throwaway server speaks no TLS.
    serve("sslmode=verify-full").refused(&["cannot be opened", "TLS"]);
}
