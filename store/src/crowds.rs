//! Many people at once: who replays a real election brings its voters, each with a session.
//!
//! Nobody signs in here. The people come without an account at a provider, so no provider can
//! ever lead anybody to them.

use crate::pool::Tx;
use crate::{Nullifier, Result, Store, TerritoryId, TokenHash, UnixTime};
use sqlx::QueryBuilder;

/// Rows written by one statement; SQLite takes 32,766 values in one.
const AT_ONCE: usize = 1_000;

/// Words for the list of sessions.
const DEVICE: &str = "replay";

/// Somebody of a crowd.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer {
    /// All that is kept of the identity number.
    pub nullifier: Nullifier,
    /// SHA-256 of the token of the session.
    pub token_hash: TokenHash,
}

/// What everybody of a crowd has in common.
#[derive(Clone, Copy, Debug)]
pub struct Crowd<'a> {
    /// Birth date, `YYYY-MM-DD`.
    pub born_on: &'a str,
    /// The mahalla of residence.
    pub mahalla: TerritoryId,
    /// Who they are.
    pub newcomers: &'a [Newcomer],
}

impl Store {
    /// Takes in a crowd with an open session each, or nobody of it.
    ///
    /// # Errors
    /// What the database said; nobody of it may be there already.
    pub async fn admit_crowd(&self, crowd: Crowd<'_>, at: UnixTime) -> Result<()> {
        let mut tx = self.begin().await?;
        for some in crowd.newcomers.chunks(AT_ONCE) {
            insert_people(&mut tx, Crowd { newcomers: some, ..crowd }, at).await?;
            insert_sessions(&mut tx, some, at).await?;
        }
        tx.commit().await
    }
}

async fn insert_people(tx: &mut Tx, crowd: Crowd<'_>, at: UnixTime) -> Result<()> {
    step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "INSERT INTO people (nullifier, name, born_on, territory_id, created_at, told_at) ",
        );
        sql.push_values(crowd.newcomers, |mut row, newcomer| {
            row.push_bind(newcomer.nullifier.as_bytes().to_vec())
                .push("''")
                .push_bind(crowd.born_on.to_owned())
                .push_bind(crowd.mahalla)
                .push_bind(at)
                .push_bind(at);
        });
        sql.build().execute(conn).await.map(drop)
    })?;
    Ok(())
}

async fn insert_sessions(tx: &mut Tx, newcomers: &[Newcomer], at: UnixTime) -> Result<()> {
    step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "INSERT INTO sessions \
               (token_hash, person_id, device, created_at, seen_at, authed_at) \
             SELECT v.column2, p.id, ",
        );
        sql.push_bind(DEVICE);
        for _ in 0..3 {
            sql.push(", ").push_bind(at);
        }
        sql.push(" FROM (");
        sql.push_values(newcomers, |mut row, newcomer| {
            row.push_bind(newcomer.nullifier.as_bytes().to_vec())
                .push_bind(newcomer.token_hash.as_bytes().to_vec());
        });
        sql.push(") AS v JOIN people p ON p.nullifier = v.column1");
        sql.build().execute(conn).await.map(drop)
    })?;
    Ok(())
}
