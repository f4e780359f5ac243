//! Cosignatures of witnesses: lines that are added to a published head, until the close.

use super::{Log, StoredCheckpoint, rows};
use crate::pool::Tx;
use crate::{ElectionRow, Result, Store, StoreError};
use voting::note::{Note, NoteSignature};
use voting::policy::Policy;

const SETTLED: &str = "SELECT settled FROM logs WHERE election = $1 AND log = $2";
/// Held while a line is added; `SETTLE` waits for it.
const SETTLED_SHARED: &str = "SELECT settled FROM logs WHERE election = $1 AND log = $2 FOR SHARE";
const SETTLE: &str = "UPDATE logs SET settled = 1 WHERE election = $1";
const NOTE: &str = "SELECT note FROM checkpoints WHERE election = $1 AND log = $2 AND size = $3";
const NOTE_LOCKED: &str = "SELECT note FROM checkpoints \
     WHERE election = $1 AND log = $2 AND size = $3 FOR UPDATE";
const ADD: &str = "UPDATE checkpoints SET note = $4, witnessed = $5 \
     WHERE election = $1 AND log = $2 AND size = $3";

impl Store {
    /// The newest published head that meets the witness policy.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] before the first one.
    pub async fn witnessed_checkpoint(
        &self,
        election: ElectionRow,
        log: Log,
    ) -> Result<StoredCheckpoint> {
        let row: rows::CheckpointRow = read!(self, |conn| {
            sqlx::query_as(rows::WITNESSED).bind(election).bind(log.word()).fetch_one(conn).await
        })?;
        row.try_into()
    }

    /// Adds lines of witnesses, which the caller has verified, to the head of this size; whether
    /// it meets the policy then. Nothing is added to a log that is settled, nor a line twice.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where no head has this size.
    pub async fn cosign(
        &self,
        (election, log): (ElectionRow, Log),
        size: u64,
        lines: &[NoteSignature],
        policy: &Policy,
    ) -> Result<bool> {
        let size = rows::signed(size)?;
        let mut tx = self.begin().await?;
        let (settled, note) = locked(&mut tx, election, log, size).await?;
        let note = Note::parse(&note).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        if settled {
            return Ok(policy.is_met(&note));
        }
        let note = with(note, lines);
        let (text, met) = (note.to_string(), policy.is_met(&note));
        step!(&mut tx, |conn| {
            sqlx::query(ADD)
                .bind(election)
                .bind(log.word())
                .bind(size)
                .bind(&text)
                .bind(i64::from(met))
                .execute(conn)
                .await
                .map(drop)
        })?;
        tx.commit().await?;
        Ok(met)
    }

    /// From now on the heads of an election's logs stay as they are: they are written down.
    ///
    /// # Errors
    /// What the database said.
    pub async fn settle_logs(&self, election: ElectionRow) -> Result<()> {
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| sqlx::query(SETTLE).bind(election).execute(conn).await.map(drop))?;
        tx.commit().await
    }
}

fn with(mut note: Note, lines: &[NoteSignature]) -> Note {
    for line in lines {
        if !note.signatures().contains(line) {
            note.add(line.clone());
        }
    }
    note
}

/// Whether a log is settled, and a head's note, neither of which changes until the transaction
/// ends.
async fn locked(tx: &mut Tx, election: ElectionRow, log: Log, size: i64) -> Result<(bool, String)> {
    let (settled, note): (i64, String) = match tx {
        // One transaction writes at a time.
        Tx::Sqlite(tx) => {
            let settled = sqlx::query_scalar(SETTLED).bind(election).bind(log.word());
            let settled = settled.fetch_one(&mut **tx).await?;
            let note = sqlx::query_scalar(NOTE).bind(election).bind(log.word()).bind(size);
            (settled, note.fetch_one(&mut **tx).await?)
        }
        Tx::Postgres(tx) => {
            let settled = sqlx::query_scalar(SETTLED_SHARED).bind(election).bind(log.word());
            let settled = settled.fetch_one(&mut **tx).await?;
            let note = sqlx::query_scalar(NOTE_LOCKED).bind(election).bind(log.word()).bind(size);
            (settled, note.fetch_one(&mut **tx).await?)
        }
    };
    Ok((settled != 0, note))
}
