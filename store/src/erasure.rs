//! What is erased once results can be appealed no more: bodies, openings and confirmations of
//! ballots, and how often each voter key cast in which ten minutes (docs/protocol.md, section 5).
//!
//! Body hashes, entries and their places in the log stay: receipts are looked up by them.

use crate::pool::{Pool, Tx};
use crate::results::NoteKind;
use crate::seasons::{Phase, PhaseKind};
use crate::{Constraint, ElectionRow, Result, Store, StoreError, UnixTime, acts};
use serde_json::json;

/// How much of the ballots is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    /// Bodies with what opens their entries.
    pub bodies: u64,
    /// Voter keys by the slot in which they cast.
    pub casts: u64,
}

/// What auditors must have said before ballots go: without the copy nobody can attest any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attestations {
    /// How many the manifest asks for; 0 where publication is open.
    pub quorum: u64,
    /// The operator takes fewer.
    pub accept_fewer: bool,
}

/// What was erased.
#[derive(Debug)]
pub struct Erased {
    /// In the database.
    pub ballots: Ballots,
    /// Why the database's file could not be written anew, if so: it may hold the ballots still, and
    /// doing it again finishes it.
    pub left_in_file: Option<StoreError>,
}

/// The first second in which results that were published at `published` can be appealed no more:
/// the end of the phase `results`, and never sooner after the publication than the phase is long.
#[must_use]
pub fn appeals_end(results: &Phase, published: UnixTime) -> UnixTime {
    let length = results.ends_at.saturating_sub(results.starts_at);
    results.ends_at.max(published.saturating_add(length))
}

impl Store {
    /// How much there is to erase of an election.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ballots_kept(&self, election: ElectionRow) -> Result<Ballots> {
        let (bodies, casts): (i64, i64) =
            read!(self, |conn| sqlx::query_as(KEPT).bind(election).fetch_one(conn).await)?;
        ballots(bodies, casts)
    }

    /// Whether the ballots of an election were erased here.
    ///
    /// # Errors
    /// What the database said.
    pub async fn ballots_are_erased(&self, election: ElectionRow) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM acts a JOIN seasons s ON s.key = a.subject \
             JOIN elections e ON e.season_id = s.id WHERE a.act = $1 AND e.id = $2)";
        Ok(read!(self, |conn| {
            sqlx::query_scalar(SQL).bind(acts::BALLOTS_ERASE).bind(election).fetch_one(conn).await
        })?)
    }

    /// Erases the ballots of a published election after the appeal period ([`appeals_end`]), and
    /// writes that down, with how many auditors had attested; says what was erased. Where nothing is
    /// left, nothing is written again.
    ///
    /// SQLite's file is written anew, so that it does not hold them any more. PostgreSQL keeps them
    /// in its files until its operator does the same.
    ///
    /// # Errors
    /// [`Constraint::ElectionState`] unless it is published; [`Constraint::AppealsOpen`] before
    /// the period has ended, or where the season has none; [`Constraint::Unattested`]. After an
    /// error nothing is erased.
    pub async fn erase_ballots(
        &self,
        election: ElectionRow,
        attestations: Attestations,
        at: UnixTime,
    ) -> Result<Erased> {
        let mut tx = self.begin().await?;
        let season = erasable(&mut tx, election, at).await?;
        let (bodies, casts): (i64, i64) =
            step!(&mut tx, |conn| sqlx::query_as(KEPT).bind(election).fetch_one(conn).await)?;
        let found = ballots(bodies, casts)?;
        let (attested, quorum) = (attested(&mut tx, election).await?, attestations.quorum);
        let unattested = attested < quorum;
        if unattested && !attestations.accept_fewer {
            return Err(StoreError::Conflict(Constraint::Unattested));
        }
        erase(&mut tx, election).await?;
        let before = acts::were_recorded(&mut tx, acts::BALLOTS_ERASE, &season).await?;
        if !before || found != Ballots::default() {
            let Ballots { bodies, casts } = found;
            let detail = json!({
                "bodies": bodies,
                "casts": casts,
                "attested": attested,
                "quorum": quorum,
                "accepted_unattested": unattested,
            });
            let detail = detail.into();
            let act = acts::NewAct { act: acts::BALLOTS_ERASE, subject: &season, detail };
            acts::record(&mut tx, act, None, None, at).await?;
        }
        tx.commit().await?;
        Ok(Erased { ballots: found, left_in_file: self.write_anew().await.err() })
    }

    /// SQLite leaves what was deleted in pages of its file and of its journal: the file is written
    /// anew, the journal cut. PostgreSQL's operator does the like when no vote is open.
    async fn write_anew(&self) -> Result<()> {
        let Pool::Sqlite { writes, .. } = &self.pool else { return Ok(()) };
        sqlx::query("VACUUM").execute(writes).await?;
        let (busy, ..): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writes).await?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy) }
    }
}

const KEPT: &str = "SELECT \
     (SELECT COUNT(*) FROM box WHERE election = $1 AND body IS NOT NULL), \
     (SELECT COUNT(*) FROM box_slots WHERE election = $1)";

fn ballots(bodies: i64, casts: i64) -> Result<Ballots> {
    Ok(Ballots { bodies: count(bodies)?, casts: count(casts)? })
}

fn count(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| StoreError::Corrupt("a count below zero".to_owned()))
}

/// The key of the season whose ballots may be erased at `at`.
async fn erasable(tx: &mut Tx, election: ElectionRow, at: UnixTime) -> Result<String> {
    const SQL: &str = "SELECT s.key, e.state_at, p.starts_at, p.ends_at FROM elections e \
           JOIN seasons s ON s.id = e.season_id \
           LEFT JOIN phases p ON p.season_id = s.id AND p.phase = $2 \
         WHERE e.id = $1 AND e.state = 'published'";
    let kind = PhaseKind::Results;
    let found: Option<(String, UnixTime, Option<UnixTime>, Option<UnixTime>)> =
        step!(tx, |conn| {
            sqlx::query_as(SQL).bind(election).bind(kind.word()).fetch_optional(conn).await
        })?;
    // Nothing comes after `published`: since when it is in that state is when it was published.
    let (season, published, starts_at, ends_at) =
        found.ok_or(StoreError::Conflict(Constraint::ElectionState))?;
    let results =
        starts_at.zip(ends_at).map(|(starts_at, ends_at)| Phase { kind, starts_at, ends_at });
    match results {
        Some(results) if appeals_end(&results, published) <= at => Ok(season),
        _ => Err(StoreError::Conflict(Constraint::AppealsOpen)),
    }
}

/// How many auditors attested.
async fn attested(tx: &mut Tx, election: ElectionRow) -> Result<u64> {
    const SQL: &str = "SELECT COUNT(*) FROM election_notes WHERE election = $1 AND kind = $2";
    let kind = NoteKind::Attest.word();
    let notes: i64 = step!(tx, |conn| {
        sqlx::query_scalar(SQL).bind(election).bind(kind).fetch_one(conn).await
    })?;
    count(notes)
}

async fn erase(tx: &mut Tx, election: ElectionRow) -> Result<()> {
    const ALL: [&str; 2] = [
        "UPDATE box SET body = NULL, opening = NULL, confirmation = NULL, \
           taken_at = CASE WHEN position IS NULL THEN taken_at END \
         WHERE election = $1 AND body IS NOT NULL",
        "DELETE FROM box_slots WHERE election = $1",
    ];
    for sql in ALL {
        step!(&mut *tx, |conn| sqlx::query(sql).bind(election).execute(conn).await.map(drop))?;
    }
    Ok(())
}
