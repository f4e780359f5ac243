//! Rows of seasons, phases and contests, and the statements that write and read them.

use super::{
    Ballot, BallotKind, Bounds, Contest, NewContest, NewSeason, Phase, PhaseKind, Publication,
    ResidenceRule, Season,
};
use crate::pool::Tx;
use crate::{ContestId, Json, Localized, Result, SeasonId, Som, TerritoryId, UnixTime};

macro_rules! seasons {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.key, s.titles, s.act, s.publication, s.residence, s.min_age, \
             s.created_at FROM seasons s ",
            $rest
        )
    };
}

macro_rules! phases {
    ($rest:literal) => {
        concat!("SELECT season_id, phase, starts_at, ends_at FROM phases ", $rest)
    };
}

macro_rules! contests {
    ($rest:literal) => {
        concat!(
            "SELECT id, season_id, position, territory_id, envelope, cap, cap_equipment, min_votes, \
             ballot_kind, ballot_min, ballot_max, rule, rule_params, bounds FROM contests ",
            $rest
        )
    };
}

pub(super) const SEASON_BY_KEY: &str = seasons!("WHERE s.key = $1");
pub(super) const SEASON_BY_ID: &str = seasons!("WHERE s.id = $1");
pub(super) const SEASONS: &str = seasons!(
    "ORDER BY COALESCE((SELECT MIN(p.starts_at) FROM phases p WHERE p.season_id = s.id), 0) DESC, \
     s.id DESC"
);
pub(super) const CURRENT_SEASON: &str = seasons!(
    "JOIN phases p ON p.season_id = s.id WHERE p.starts_at <= $1 AND $1 < p.ends_at \
     ORDER BY CASE p.phase WHEN 'voting' THEN 0 WHEN 'submission' THEN 1 ELSE 2 END, \
     p.starts_at DESC, s.id DESC LIMIT 1"
);
pub(super) const PHASES: &str = phases!("ORDER BY starts_at, ends_at DESC, phase");
pub(super) const PHASES_OF_SEASON: &str =
    phases!("WHERE season_id = $1 ORDER BY starts_at, ends_at DESC, phase");
pub(super) const CONTESTS: &str = contests!("WHERE season_id = $1 ORDER BY position");
pub(super) const CONTEST: &str = contests!("WHERE id = $1");

pub(super) const IN_USE: &str = "SELECT EXISTS (SELECT 1 FROM elections WHERE season_id = $1) \
     OR EXISTS (SELECT 1 FROM contests c JOIN proposals p ON p.contest_id = c.id \
       WHERE c.season_id = $1) \
     OR EXISTS (SELECT 1 FROM contests c JOIN projects p ON p.contest_id = c.id \
       WHERE c.season_id = $1)";

#[derive(sqlx::FromRow)]
pub(super) struct SeasonRow {
    pub(super) id: SeasonId,
    key: String,
    titles: Localized,
    act: Localized,
    publication: Publication,
    residence: ResidenceRule,
    min_age: i64,
    created_at: UnixTime,
}

#[derive(sqlx::FromRow)]
pub(super) struct PhaseRow {
    season_id: SeasonId,
    phase: PhaseKind,
    starts_at: UnixTime,
    ends_at: UnixTime,
}

#[derive(sqlx::FromRow)]
pub(super) struct ContestRow {
    id: ContestId,
    season_id: SeasonId,
    #[sqlx(try_from = "i64")]
    position: u16,
    territory_id: TerritoryId,
    envelope: Som,
    cap: Som,
    cap_equipment: Option<Som>,
    min_votes: i64,
    ballot_kind: BallotKind,
    ballot_min: i64,
    ballot_max: i64,
    rule: String,
    rule_params: Json,
    bounds: Bounds,
}

impl SeasonRow {
    /// The season with those of the phases that are its own.
    pub(super) fn with(self, phases: &[PhaseRow]) -> Season {
        let own = phases.iter().filter(|phase| phase.season_id == self.id);
        Season {
            id: self.id,
            key: self.key,
            titles: self.titles,
            act: self.act,
            publication: self.publication,
            residence: self.residence,
            min_age: self.min_age,
            created_at: self.created_at,
            phases: own
                .map(|row| Phase {
                    kind: row.phase,
                    starts_at: row.starts_at,
                    ends_at: row.ends_at,
                })
                .collect(),
        }
    }
}

impl From<ContestRow> for Contest {
    fn from(row: ContestRow) -> Self {
        Self {
            id: row.id,
            season: row.season_id,
            position: row.position,
            territory: row.territory_id,
            envelope: row.envelope,
            cap: row.cap,
            cap_equipment: row.cap_equipment,
            min_votes: row.min_votes,
            ballot: Ballot { kind: row.ballot_kind, min: row.ballot_min, max: row.ballot_max },
            rule: row.rule,
            rule_params: row.rule_params,
            bounds: row.bounds,
        }
    }
}

/// A season with its phases and contests.
pub(super) async fn insert(tx: &mut Tx, season: &NewSeason, at: UnixTime) -> Result<SeasonId> {
    let id = insert_season(tx, season, at).await?;
    insert_parts(tx, id, season).await?;
    Ok(id)
}

/// Phases and contests of a season that has none.
pub(super) async fn insert_parts(tx: &mut Tx, id: SeasonId, season: &NewSeason) -> Result<()> {
    for phase in &season.phases {
        insert_phase(tx, id, phase).await?;
    }
    for (position, contest) in (0_i64..).zip(&season.contests) {
        insert_contest(tx, id, position, contest).await?;
    }
    Ok(())
}

pub(super) async fn id_of(tx: &mut Tx, key: &str) -> Result<Option<SeasonId>> {
    const SQL: &str = "SELECT id FROM seasons WHERE key = $1";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(key).fetch_optional(conn).await)?)
}

/// What stands in a season's own row but its key.
pub(super) async fn update_season(
    tx: &mut Tx,
    id: SeasonId,
    season: &NewSeason,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "UPDATE seasons SET titles = $2, act = $3, publication = $4, \
         residence = $5, min_age = $6, created_at = $7 WHERE id = $1";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(id)
            .bind(season.titles.to_json())
            .bind(season.act.to_json())
            .bind(season.publication.word())
            .bind(season.residence.word())
            .bind(season.min_age)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

pub(super) async fn delete_parts(tx: &mut Tx, season: SeasonId) -> Result<()> {
    const PARTS: [&str; 2] =
        ["DELETE FROM contests WHERE season_id = $1", "DELETE FROM phases WHERE season_id = $1"];
    for sql in PARTS {
        step!(&mut *tx, |conn| sqlx::query(sql).bind(season).execute(conn).await.map(drop))?;
    }
    Ok(())
}

async fn insert_season(tx: &mut Tx, season: &NewSeason, at: UnixTime) -> Result<SeasonId> {
    const SQL: &str = "INSERT INTO seasons \
           (key, titles, act, publication, residence, min_age, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(&season.key)
            .bind(season.titles.to_json())
            .bind(season.act.to_json())
            .bind(season.publication.word())
            .bind(season.residence.word())
            .bind(season.min_age)
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}

async fn insert_phase(tx: &mut Tx, season: SeasonId, phase: &Phase) -> Result<()> {
    const SQL: &str =
        "INSERT INTO phases (season_id, phase, starts_at, ends_at) VALUES ($1, $2, $3, $4)";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(season)
            .bind(phase.kind.word())
            .bind(phase.starts_at)
            .bind(phase.ends_at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn insert_contest(
    tx: &mut Tx,
    season: SeasonId,
    position: i64,
    contest: &NewContest,
) -> Result<()> {
    const SQL: &str = "INSERT INTO contests (season_id, position, territory_id, envelope, cap, \
           cap_equipment, min_votes, ballot_kind, ballot_min, ballot_max, rule, rule_params, \
           bounds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let bounds = contest.bounds.to_json()?;
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(season)
            .bind(position)
            .bind(contest.territory)
            .bind(contest.envelope)
            .bind(contest.cap)
            .bind(contest.cap_equipment)
            .bind(contest.min_votes)
            .bind(contest.ballot.kind.word())
            .bind(contest.ballot.min)
            .bind(contest.ballot.max)
            .bind(&contest.rule)
            .bind(contest.rule_params.to_string())
            .bind(&bounds)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}
