//! What several trustees published when they made the key of an election together.

use crate::pool::Tx;
use crate::{ElectionRow, Result, Store};
use voting::keygen::TrusteeNotes;

impl Store {
    /// The notes of all trustees, by ascending index; none of a single trustee.
    ///
    /// # Errors
    /// What the database said.
    pub async fn key_generation(&self, election: ElectionRow) -> Result<Vec<TrusteeNotes>> {
        const SQL: &str = "SELECT announcement, reveal FROM key_generation \
                           WHERE election = $1 ORDER BY trustee";
        let rows: Vec<(String, String)> =
            read!(self, |conn| sqlx::query_as(SQL).bind(election).fetch_all(conn).await)?;
        let notes = |(announcement, reveal)| TrusteeNotes { announcement, reveal };
        Ok(rows.into_iter().map(notes).collect())
    }
}

/// Keeps the notes of the trustees from 1 on.
pub(crate) async fn insert(
    tx: &mut Tx,
    election: ElectionRow,
    notes: &[TrusteeNotes],
) -> Result<()> {
    const SQL: &str = "INSERT INTO key_generation (election, trustee, announcement, reveal) \
                       VALUES ($1, $2, $3, $4)";
    for (trustee, TrusteeNotes { announcement, reveal }) in (1_i64..).zip(notes) {
        step!(tx, |conn| {
            sqlx::query(SQL)
                .bind(election)
                .bind(trustee)
                .bind(announcement)
                .bind(reveal)
                .execute(conn)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}
