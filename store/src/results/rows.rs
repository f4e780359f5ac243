//! Statements of results.

use super::{Closing, ContestFiles, NoteKind, Record, SentNote, Tally};
use crate::pool::Tx;
use crate::{ElectionRow, Result, SeasonId, Store, StoreError};
use voting::audit_note::Totals;

pub(super) async fn insert_closing(
    tx: &mut Tx,
    election: ElectionRow,
    closing: &Closing,
) -> Result<()> {
    const SQL: &str = "INSERT INTO closings (election, copy, unopened) VALUES ($1, $2, $3)";
    let unopened = column(closing.unopened)?;
    Ok(step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(closing.copy.as_slice())
            .bind(unopened)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

/// Whether it is the first of its author and kind.
pub(super) async fn insert_note(
    tx: &mut Tx,
    election: ElectionRow,
    kind: NoteKind,
    note: &SentNote,
) -> Result<bool> {
    const SQL: &str = "INSERT INTO election_notes \
           (election, kind, author, note, sent_by, sent_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (election, kind, author) DO NOTHING";
    Ok(step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(kind.word())
            .bind(&note.author)
            .bind(&note.note)
            .bind(note.sent_by)
            .bind(note.sent_at)
            .execute(conn)
            .await
            .map(|done| done.rows_affected() == 1)
    })?)
}

pub(super) async fn season(tx: &mut Tx, election: ElectionRow) -> Result<SeasonId> {
    const SQL: &str = "SELECT season_id FROM elections WHERE id = $1";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(election).fetch_one(conn).await)?)
}

pub(super) async fn season_key(tx: &mut Tx, election: ElectionRow) -> Result<String> {
    const SQL: &str = "SELECT s.key FROM elections e JOIN seasons s ON s.id = e.season_id \
                       WHERE e.id = $1";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(election).fetch_one(conn).await)?)
}

pub(super) async fn insert_tally(tx: &mut Tx, election: ElectionRow, tally: &Tally) -> Result<()> {
    const SQL: &str = "INSERT INTO tallies \
           (election, opened, invalid, superseded, spoiled, counted, incidents) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let Totals { opened, invalid, superseded, spoiled, counted } = tally.totals;
    let [opened, invalid, superseded, spoiled, counted] =
        [opened, invalid, superseded, spoiled, counted].map(column);
    let (opened, invalid, superseded) = (opened?, invalid?, superseded?);
    let (spoiled, counted) = (spoiled?, counted?);
    Ok(step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(opened)
            .bind(invalid)
            .bind(superseded)
            .bind(spoiled)
            .bind(counted)
            .bind(&tally.incidents)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

pub(super) async fn insert_result(
    tx: &mut Tx,
    election: ElectionRow,
    contest: i64,
    files: &ContestFiles,
) -> Result<()> {
    const SQL: &str = "INSERT INTO results (election, contest, result, trace, counted, pabulib) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
    let ContestFiles { result, trace, counted, pabulib } = files;
    Ok(step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(contest)
            .bind(result)
            .bind(trace)
            .bind(counted)
            .bind(pabulib)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

pub(super) async fn insert_record(
    tx: &mut Tx,
    election: ElectionRow,
    record: &Record,
) -> Result<()> {
    const SQL: &str = "INSERT INTO records (election, sums, files, bytes) VALUES ($1, $2, $3, $4)";
    let (files, bytes) = (column(record.files)?, column(record.bytes)?);
    Ok(step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(record.sums.as_slice())
            .bind(files)
            .bind(bytes)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

#[derive(sqlx::FromRow)]
pub(super) struct TallyRow {
    opened: i64,
    invalid: i64,
    superseded: i64,
    spoiled: i64,
    counted: i64,
    incidents: Vec<u8>,
}

#[derive(sqlx::FromRow)]
pub(super) struct FilesRow {
    result: Vec<u8>,
    trace: Option<Vec<u8>>,
    counted: Option<Vec<u8>>,
    pabulib: Option<Vec<u8>>,
}

pub(super) async fn tally(store: &Store, election: ElectionRow) -> Result<TallyRow> {
    const SQL: &str = "SELECT opened, invalid, superseded, spoiled, counted, incidents \
                       FROM tallies WHERE election = $1";
    Ok(read!(store, |conn| sqlx::query_as(SQL).bind(election).fetch_one(conn).await)?)
}

impl TallyRow {
    /// Totals and `incidents.json`.
    pub(super) fn totals(self) -> Result<(Totals, Vec<u8>)> {
        let totals = Totals {
            opened: number(self.opened)?,
            invalid: number(self.invalid)?,
            superseded: number(self.superseded)?,
            spoiled: number(self.spoiled)?,
            counted: number(self.counted)?,
        };
        Ok((totals, self.incidents))
    }
}

impl From<FilesRow> for ContestFiles {
    fn from(row: FilesRow) -> Self {
        let FilesRow { result, trace, counted, pabulib } = row;
        Self { result, trace, counted, pabulib }
    }
}

pub(super) fn hash(bytes: Vec<u8>) -> Result<[u8; 32]> {
    bytes.try_into().map_err(|_| corrupt())
}

pub(super) fn number(column: i64) -> Result<u64> {
    u64::try_from(column).map_err(|_| corrupt())
}

fn column(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| corrupt())
}

fn corrupt() -> StoreError {
    StoreError::Corrupt("a number or hash of a count".to_owned())
}
