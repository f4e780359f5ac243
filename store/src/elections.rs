//! Elections: the vote of a season, its manifest and its state.
//!
//! An election is prepared (manifest and roll are fixed, and may be made anew), approved (time
//! opens and ends the vote), closed, tallied, published; never back.

use crate::approvals::Warrant;
use crate::pool::Tx;
use crate::results::official;
use crate::{
    Constraint, ContestId, ElectionRow, PersonId, Result, SeasonId, Store, StoreError, UnixTime,
    acts, key_generation, logs, roll,
};
use serde_json::json;
use voting::id::ElectionId;
use voting::keygen::TrusteeNotes;
use voting::roll::Roll;

words! {
    /// How far an election is.
    pub enum ElectionState {
        /// Manifest and roll are there; officials look at them.
        Prepared = "prepared",
        /// Two officials approved; the dates of the manifest hold.
        Approved = "approved",
        /// Both logs have their last entry.
        Closed = "closed",
        /// Ballots were unsealed and counted.
        Tallied = "tallied",
        /// The record is public.
        Published = "published",
    }
}

impl ElectionState {
    /// The state before this one; none for the first.
    #[must_use]
    pub const fn before(self) -> Option<Self> {
        match self {
            Self::Prepared => None,
            Self::Approved => Some(Self::Prepared),
            Self::Closed => Some(Self::Approved),
            Self::Tallied => Some(Self::Closed),
            Self::Published => Some(Self::Tallied),
        }
    }

    /// The act that leads to this state, in the word that it is proposed and confirmed under; its
    /// subject is the season's key.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::Prepared => acts::ELECTION_PREPARE,
            Self::Approved => "election.open",
            Self::Closed => "election.close",
            Self::Tallied => "election.tally",
            Self::Published => "election.publish",
        }
    }
}

/// An election as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredElection {
    /// Where it stands.
    pub row: ElectionRow,
    /// Whose vote it is.
    pub season: SeasonId,
    /// The hash of its manifest.
    pub id: ElectionId,
    /// The manifest's exact bytes.
    pub manifest: Vec<u8>,
    /// How far it is.
    pub state: ElectionState,
    /// Since when.
    pub state_at: UnixTime,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, season_id, election_id, manifest, state, state_at FROM elections ",
            $rest
        )
    };
}

impl Store {
    /// Fixes manifest and roll of a season's vote, and keeps what its trustees published when they
    /// made the key together. One that was prepared before and not approved is replaced.
    ///
    /// # Errors
    /// [`Constraint::ElectionApproved`]; [`Constraint::Reference`] for an unknown season.
    pub async fn prepare_election(
        &self,
        season: SeasonId,
        manifest: &[u8],
        people: &Roll,
        trustees: &[TrusteeNotes],
        by: Option<PersonId>,
        at: UnixTime,
    ) -> Result<ElectionRow> {
        let id = ElectionId::of_manifest(manifest);
        let mut tx = self.begin().await?;
        remove_prepared(&mut tx, season).await?;
        let row = insert(&mut tx, season, &id, manifest, at).await?;
        roll::insert(&mut tx, row, people).await?;
        key_generation::insert(&mut tx, row, trustees).await?;
        logs::insert_heads(&mut tx, row).await?;
        let detail = json!({ "election_id": id.to_string(), "roll": people.size() }).into();
        let subject = season.to_string();
        let act = acts::NewAct { act: acts::ELECTION_PREPARE, subject: &subject, detail };
        acts::record(&mut tx, act, by, None, at).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Takes an election from the state before `to` on to it, under a warrant: both or neither.
    ///
    /// # Errors
    /// [`Constraint::ElectionState`] when it is in another state, or is not there; those of a
    /// warrant, as for [`Store::approve_election`].
    pub async fn advance_election(
        &self,
        election: ElectionRow,
        to: ElectionState,
        warrant: Warrant,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        official(&mut tx, election, to, warrant).await?;
        tx.commit().await
    }

    /// Approves a prepared election under a warrant: both or neither.
    ///
    /// # Errors
    /// [`Constraint::ElectionState`] unless it is prepared; those of a warrant:
    /// [`Constraint::TwoPeople`], [`Constraint::ApprovalDecided`], [`Constraint::OtherApproval`],
    /// [`StoreError::NotFound`].
    ///
    /// It is named by its manifest's hash: a row's number may serve a later preparation, a hash
    /// never.
    pub async fn approve_election(&self, id: &ElectionId, warrant: Warrant) -> Result<()> {
        const SQL: &str = "SELECT id FROM elections WHERE election_id = $1";
        let mut tx = self.begin().await?;
        let id = id.as_bytes().as_slice();
        let election =
            step!(&mut tx, |conn| sqlx::query_scalar(SQL).bind(id).fetch_optional(conn).await)?;
        let election = election.ok_or(StoreError::Conflict(Constraint::ElectionState))?;
        official(&mut tx, election, ElectionState::Approved, warrant).await?;
        tx.commit().await
    }

    /// Writes down that the registrar's keys of an election are destroyed, which comes after its
    /// close. Said again, it stays as it was said first.
    ///
    /// # Errors
    /// [`Constraint::ElectionState`] before the close.
    pub async fn record_key_destruction(&self, election: ElectionRow, at: UnixTime) -> Result<()> {
        const SQL: &str = "SELECT season_id FROM elections \
                           WHERE id = $1 AND state IN ('closed', 'tallied', 'published')";
        let mut tx = self.begin().await?;
        let season: Option<SeasonId> = step!(&mut tx, |conn| {
            sqlx::query_scalar(SQL).bind(election).fetch_optional(conn).await
        })?;
        let season = season.ok_or(StoreError::Conflict(Constraint::ElectionState))?.to_string();
        if acts::were_recorded(&mut tx, acts::KEYS_DESTROY, &season).await? {
            return Ok(());
        }
        let detail = json!({}).into();
        let act = acts::NewAct { act: acts::KEYS_DESTROY, subject: &season, detail };
        acts::record(&mut tx, act, None, None, at).await?;
        tx.commit().await
    }

    /// Writes down that an operator lets a vote go on that a restoration held back, and how long
    /// its logs are here: whatever came after that is given up.
    ///
    /// # Errors
    /// What the database said.
    pub async fn record_release(&self, election: ElectionRow, at: UnixTime) -> Result<()> {
        const SQL: &str = "SELECT s.key, l.log, l.size FROM elections e \
               JOIN seasons s ON s.id = e.season_id JOIN logs l ON l.election = e.id \
             WHERE e.id = $1 ORDER BY l.log DESC";
        let mut tx = self.begin().await?;
        let logs: Vec<(String, String, i64)> =
            step!(&mut tx, |conn| sqlx::query_as(SQL).bind(election).fetch_all(conn).await)?;
        let (season, ..) = logs.first().ok_or(StoreError::NotFound)?;
        let sizes = logs.iter().map(|(_, log, size)| (log.clone(), (*size).into()));
        let detail = serde_json::Value::Object(sizes.collect()).into();
        let act = acts::NewAct { act: acts::ELECTION_RELEASE, subject: season, detail };
        acts::record(&mut tx, act, None, None, at).await?;
        tx.commit().await
    }

    /// The election with this name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn election(&self, id: &ElectionId) -> Result<StoredElection> {
        const SQL: &str = select!("WHERE election_id = $1");
        let id = id.as_bytes().as_slice();
        let row: Row = read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?;
        row.try_into()
    }

    /// The election of a season, if it has one.
    ///
    /// # Errors
    /// What the database said.
    pub async fn election_of_season(&self, season: SeasonId) -> Result<Option<StoredElection>> {
        const SQL: &str = select!("WHERE season_id = $1");
        let row: Option<Row> =
            read!(self, |conn| sqlx::query_as(SQL).bind(season).fetch_optional(conn).await)?;
        row.map(StoredElection::try_from).transpose()
    }

    /// All elections that were approved, the oldest first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn elections(&self) -> Result<Vec<StoredElection>> {
        const SQL: &str = select!("WHERE state <> 'prepared' ORDER BY id");
        let rows: Vec<Row> = read!(self, |conn| sqlx::query_as(SQL).fetch_all(conn).await)?;
        rows.into_iter().map(StoredElection::try_from).collect()
    }

    /// The elections in a state, the oldest first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn elections_in(&self, state: ElectionState) -> Result<Vec<StoredElection>> {
        const SQL: &str = select!("WHERE state = $1 ORDER BY id");
        let rows: Vec<Row> =
            read!(self, |conn| sqlx::query_as(SQL).bind(state.word()).fetch_all(conn).await)?;
        rows.into_iter().map(StoredElection::try_from).collect()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ElectionRow,
    season_id: SeasonId,
    election_id: Vec<u8>,
    manifest: Vec<u8>,
    state: ElectionState,
    state_at: UnixTime,
}

impl TryFrom<Row> for StoredElection {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let id = ElectionId::of_manifest(&row.manifest);
        if id.as_bytes().as_slice() != row.election_id {
            return Err(StoreError::Corrupt("a manifest is not that of its election".to_owned()));
        }
        let Row { id: at, season_id: season, manifest, state, state_at, .. } = row;
        Ok(Self { row: at, season, id, manifest, state, state_at })
    }
}

/// The one step from the state before `to`, in the transaction of whatever comes with it.
pub(crate) async fn advance(
    tx: &mut Tx,
    election: ElectionRow,
    to: ElectionState,
    by: Option<PersonId>,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "UPDATE elections SET state = $3, state_at = $4 \
                       WHERE id = $1 AND state = $2 RETURNING season_id";
    let from = to.before().ok_or(StoreError::Conflict(Constraint::ElectionState))?;
    let season: Option<SeasonId> = step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(election)
            .bind(from.word())
            .bind(to.word())
            .bind(at)
            .fetch_optional(conn)
            .await
    })?;
    let season = season.ok_or(StoreError::Conflict(Constraint::ElectionState))?.to_string();
    let detail = json!({ "state": to.word() }).into();
    let act = acts::NewAct { act: acts::ELECTION_ADVANCE, subject: &season, detail };
    acts::record(tx, act, by, None, at).await
}

async fn insert(
    tx: &mut Tx,
    season: SeasonId,
    id: &ElectionId,
    manifest: &[u8],
    at: UnixTime,
) -> Result<ElectionRow> {
    const SQL: &str = "INSERT INTO elections (season_id, election_id, manifest, state, state_at) \
                       VALUES ($1, $2, $3, 'prepared', $4) RETURNING id";
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(season)
            .bind(id.as_bytes().as_slice())
            .bind(manifest)
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}

/// Whether a manifest that officials approved fixes what stands on the ballot of a contest. One
/// that is merely prepared is removed: it no longer says what it would have to.
///
/// Removing comes first, so that an approval that is under way is waited for.
pub(crate) async fn ballot_is_fixed(tx: &mut Tx, contest: ContestId) -> Result<bool> {
    const SEASON: &str = "SELECT season_id FROM contests WHERE id = $1";
    let season: SeasonId =
        step!(tx, |conn| sqlx::query_scalar(SEASON).bind(contest).fetch_one(conn).await)?;
    season_is_fixed(tx, season).await
}

/// The same of all that a manifest says of a season.
pub(crate) async fn season_is_fixed(tx: &mut Tx, season: SeasonId) -> Result<bool> {
    const APPROVED: &str = "SELECT EXISTS (SELECT 1 FROM elections WHERE season_id = $1)";
    remove_prepared(tx, season).await?;
    Ok(step!(tx, |conn| sqlx::query_scalar(APPROVED).bind(season).fetch_one(conn).await)?)
}

/// Nothing was issued or cast under an election that nobody approved.
async fn remove_prepared(tx: &mut Tx, season: SeasonId) -> Result<()> {
    const OF_PREPARED: [&str; 4] = [
        "DELETE FROM roll WHERE election IN \
           (SELECT id FROM elections WHERE season_id = $1 AND state = 'prepared')",
        "DELETE FROM key_generation WHERE election IN \
           (SELECT id FROM elections WHERE season_id = $1 AND state = 'prepared')",
        "DELETE FROM logs WHERE election IN \
           (SELECT id FROM elections WHERE season_id = $1 AND state = 'prepared')",
        "DELETE FROM elections WHERE season_id = $1 AND state = 'prepared'",
    ];
    for sql in OF_PREPARED {
        step!(tx, |conn| sqlx::query(sql).bind(season).execute(conn).await.map(drop))?;
    }
    Ok(())
}
