//! After the close: what the close fixed, notes of trustees and auditors, results, the record.
//!
//! Closing, tallying and publishing each need a warrant: what a second official confirms is
//! confirmed in the very transaction that changes the election.

use crate::approvals::{Warrant, exercise};
use crate::elections::{ElectionState, advance};
use crate::pool::Tx;
use crate::{ElectionRow, PersonId, Result, SeasonId, Store, UnixTime, acts};
use serde_json::json;
use voting::audit_note::Totals;
use voting::id::ContestIndex;

mod rows;

words! {
    /// Whose note on a closed election, and about what.
    pub enum NoteKind {
        /// A trustee's share.
        Share = "share",
        /// An auditor holds a copy that opens the log.
        Hold = "hold",
        /// An auditor recomputed the record.
        Attest = "attest",
    }
}

/// What the close fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// SHA-256 of the copy's files, concatenated in order.
    pub copy: [u8; 32],
    /// Ballots that nothing opens.
    pub unopened: u64,
}

/// A note as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SentNote {
    /// A trustee's index, or an auditor's name.
    pub author: String,
    /// The signed note.
    pub note: String,
    /// Who sent it; none: an operator at the command line.
    pub sent_by: Option<PersonId>,
    /// When.
    pub sent_at: UnixTime,
}

/// The results that were published last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewestResults {
    /// Whose vote it was.
    pub season: SeasonId,
    /// `tally/<contest>.json`, by contest.
    pub contests: Vec<Vec<u8>>,
}

/// What a count found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Over the whole election.
    pub totals: Totals,
    /// `incidents.json`.
    pub incidents: Vec<u8>,
    /// By contest.
    pub contests: Vec<ContestFiles>,
}

/// The files of a contest's result; `None` where `min_counted` withholds one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestFiles {
    /// `tally/<contest>.json`.
    pub result: Vec<u8>,
    /// `tally/<contest>.trace.jsonl`.
    pub trace: Option<Vec<u8>>,
    /// `counted/<contest>.csv`.
    pub counted: Option<Vec<u8>>,
    /// `counted/<contest>.pb`.
    pub pabulib: Option<Vec<u8>>,
}

/// A published record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// SHA-256 of `SHA256SUMS`.
    pub sums: [u8; 32],
    /// How many files it has, attestations not counted.
    pub files: u64,
    /// Their length together.
    pub bytes: u64,
}

impl Store {
    /// Closes an election whose logs ended.
    ///
    /// # Errors
    /// [`crate::Constraint::ElectionState`] unless it is approved; those of a warrant:
    /// [`crate::Constraint::TwoPeople`], [`crate::Constraint::ApprovalDecided`],
    /// [`crate::Constraint::OtherApproval`], [`crate::StoreError::NotFound`].
    pub async fn close_election(
        &self,
        election: ElectionRow,
        closing: &Closing,
        warrant: Warrant,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        official(&mut tx, election, ElectionState::Closed, warrant).await?;
        rows::insert_closing(&mut tx, election, closing).await?;
        tx.commit().await
    }

    /// What the close fixed.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before it.
    pub async fn closing(&self, election: ElectionRow) -> Result<Closing> {
        const SQL: &str = "SELECT copy, unopened FROM closings WHERE election = $1";
        let (copy, unopened): (Vec<u8>, i64) =
            read!(self, |conn| sqlx::query_as(SQL).bind(election).fetch_one(conn).await)?;
        Ok(Closing { copy: rows::hash(copy)?, unopened: rows::number(unopened)? })
    }

    /// Keeps a note that was verified and writes down that it came. Of one author the first note
    /// of a kind stays.
    ///
    /// # Errors
    /// [`crate::Constraint::Reference`] before the close.
    pub async fn keep_note(
        &self,
        election: ElectionRow,
        kind: NoteKind,
        note: &SentNote,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        if rows::insert_note(&mut tx, election, kind, note).await? {
            let subject = rows::season(&mut tx, election).await?.to_string();
            let detail = json!({ "kind": kind.word(), "author": note.author }).into();
            let act = acts::NewAct { act: acts::ELECTION_NOTE, subject: &subject, detail };
            acts::record(&mut tx, act, note.sent_by, None, note.sent_at).await?;
        }
        tx.commit().await
    }

    /// The notes of a kind, by author.
    ///
    /// # Errors
    /// What the database said.
    pub async fn notes(&self, election: ElectionRow, kind: NoteKind) -> Result<Vec<SentNote>> {
        const SQL: &str = "SELECT author, note, sent_by, sent_at FROM election_notes \
                           WHERE election = $1 AND kind = $2 ORDER BY author";
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL).bind(election).bind(kind.word()).fetch_all(conn).await
        })?)
    }

    /// Keeps what a count found, once.
    ///
    /// # Errors
    /// [`crate::Constraint::ElectionState`] unless the election is closed; those of a warrant, as
    /// for [`Store::close_election`].
    pub async fn tally_election(
        &self,
        election: ElectionRow,
        tally: &Tally,
        warrant: Warrant,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        official(&mut tx, election, ElectionState::Tallied, warrant).await?;
        rows::insert_tally(&mut tx, election, tally).await?;
        for (contest, files) in (0_i64..).zip(&tally.contests) {
            rows::insert_result(&mut tx, election, contest, files).await?;
        }
        tx.commit().await
    }

    /// What the count found.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before it.
    pub async fn tally(&self, election: ElectionRow) -> Result<Tally> {
        const FILES: &str = "SELECT result, trace, counted, pabulib FROM results \
                             WHERE election = $1 ORDER BY contest";
        let (totals, incidents) = rows::tally(self, election).await?.totals()?;
        let files: Vec<rows::FilesRow> =
            read!(self, |conn| sqlx::query_as(FILES).bind(election).fetch_all(conn).await)?;
        let contests = files.into_iter().map(ContestFiles::from).collect();
        Ok(Tally { totals, incidents, contests })
    }

    /// `tally/<contest>.json` of one contest.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before the count, or for another contest.
    pub async fn contest_result(
        &self,
        election: ElectionRow,
        contest: ContestIndex,
    ) -> Result<Vec<u8>> {
        const SQL: &str = "SELECT result FROM results WHERE election = $1 AND contest = $2";
        let contest = i64::from(contest.index());
        Ok(read!(self, |conn| {
            sqlx::query_scalar(SQL).bind(election).bind(contest).fetch_one(conn).await
        })?)
    }

    /// `counted/<contest>.csv` of one contest; none where too few ballots counted.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before the count, or for another contest.
    pub async fn counted_file(
        &self,
        election: ElectionRow,
        contest: ContestIndex,
    ) -> Result<Option<Vec<u8>>> {
        const SQL: &str = "SELECT counted FROM results WHERE election = $1 AND contest = $2";
        let contest = i64::from(contest.index());
        Ok(read!(self, |conn| {
            sqlx::query_scalar(SQL).bind(election).bind(contest).fetch_one(conn).await
        })?)
    }

    /// The vote whose record was published last, with `tally/<contest>.json` of its first `most`
    /// contests; none where no record is public.
    ///
    /// # Errors
    /// What the database said.
    pub async fn newest_results(&self, most: i64) -> Result<Option<NewestResults>> {
        const NEWEST: &str = "SELECT id, season_id FROM elections WHERE state = 'published' \
                              ORDER BY state_at DESC, id DESC LIMIT 1";
        const RESULTS: &str = "SELECT result FROM results WHERE election = $1 \
                               ORDER BY contest LIMIT $2";
        let newest: Option<(ElectionRow, SeasonId)> =
            read!(self, |conn| sqlx::query_as(NEWEST).fetch_optional(conn).await)?;
        let Some((election, season)) = newest else { return Ok(None) };
        let contests = read!(self, |conn| {
            sqlx::query_scalar(RESULTS).bind(election).bind(most).fetch_all(conn).await
        })?;
        Ok(Some(NewestResults { season, contests }))
    }

    /// Totals of a count and `incidents.json`.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before the count.
    pub async fn tally_totals(&self, election: ElectionRow) -> Result<(Totals, Vec<u8>)> {
        let row = rows::tally(self, election).await?;
        row.totals()
    }

    /// Makes a record public whose files are in place.
    ///
    /// # Errors
    /// [`crate::Constraint::ElectionState`] unless the election is tallied; those of a warrant, as
    /// for [`Store::close_election`].
    pub async fn publish_election(
        &self,
        election: ElectionRow,
        record: &Record,
        warrant: Warrant,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        official(&mut tx, election, ElectionState::Published, warrant).await?;
        rows::insert_record(&mut tx, election, record).await?;
        tx.commit().await
    }

    /// The published record.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] before it is published.
    pub async fn record(&self, election: ElectionRow) -> Result<Record> {
        const SQL: &str = "SELECT sums, files, bytes FROM records WHERE election = $1";
        let (sums, files, bytes): (Vec<u8>, i64, i64) =
            read!(self, |conn| sqlx::query_as(SQL).bind(election).fetch_one(conn).await)?;
        let (files, bytes) = (rows::number(files)?, rows::number(bytes)?);
        Ok(Record { sums: rows::hash(sums)?, files, bytes })
    }
}

/// The state goes on and the warrant is used up, together or not at all.
pub(crate) async fn official(
    tx: &mut Tx,
    election: ElectionRow,
    to: ElectionState,
    warrant: Warrant,
) -> Result<()> {
    advance(tx, election, to, warrant.by(), warrant.at()).await?;
    let season = rows::season_key(tx, election).await?;
    exercise(tx, warrant, to.act(), &season).await
}
