//! Seasons, their dated phases and their contests. A season's rules are data. Once anything rests on
//! it, nothing of it changes but how winners are found, and that until its vote is approved.

use crate::{ContestId, Result, SeasonId, Store, UnixTime};

mod bounds;
mod import;
mod mahallas;
mod rows;
mod rules;
mod types;

pub use bounds::{Bounds, CategoryLimit, Exclusive, Institutions, OTHERS, WrongBounds};
pub use mahallas::{MahallaLimit, NamedMahalla};
pub use rules::{CHANGE_RULES, ContestRules};
pub use types::{
    Ballot, BallotKind, Contest, NewContest, NewSeason, Phase, PhaseKind, Publication,
    ResidenceRule, Season,
};

impl Store {
    /// Makes a season with its phases and contests, or nothing of it.
    ///
    /// # Errors
    /// [`crate::Constraint::SeasonKey`]; [`crate::Constraint::ContestTerritory`] for two contests
    /// in one territory; [`crate::Constraint::Reference`] for a territory that is not there;
    /// [`crate::Constraint::Unique`] for two phases of a kind; [`crate::Constraint::Check`] for a
    /// number out of range or a phase that ends before it starts.
    pub async fn create_season(&self, season: &NewSeason, at: UnixTime) -> Result<SeasonId> {
        let mut tx = self.begin().await?;
        let id = rows::insert(&mut tx, season, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The season with a key.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn season(&self, key: &str) -> Result<Season> {
        let row = read!(self, |conn| {
            sqlx::query_as(rows::SEASON_BY_KEY).bind(key).fetch_one(conn).await
        })?;
        self.with_phases(row).await
    }

    /// The season with an id.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn season_by_id(&self, id: SeasonId) -> Result<Season> {
        let row = read!(self, |conn| {
            sqlx::query_as(rows::SEASON_BY_ID).bind(id).fetch_one(conn).await
        })?;
        self.with_phases(row).await
    }

    /// Every season, the one that starts last first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn seasons(&self) -> Result<Vec<Season>> {
        let seasons: Vec<rows::SeasonRow> =
            read!(self, |conn| sqlx::query_as(rows::SEASONS).fetch_all(conn).await)?;
        let phases: Vec<rows::PhaseRow> =
            read!(self, |conn| sqlx::query_as(rows::PHASES).fetch_all(conn).await)?;
        Ok(seasons.into_iter().map(|season| season.with(&phases)).collect())
    }

    /// The season that the front page is about: one with a phase that holds at `at`.
    ///
    /// Of several, one that votes before one that takes proposals before any other; among equals
    /// the one whose phase started last. `None` between seasons.
    ///
    /// # Errors
    /// What the database said.
    pub async fn current_season(&self, at: UnixTime) -> Result<Option<Season>> {
        let row = read!(self, |conn| {
            sqlx::query_as(rows::CURRENT_SEASON).bind(at).fetch_optional(conn).await
        })?;
        match row {
            None => Ok(None),
            Some(row) => self.with_phases(row).await.map(Some),
        }
    }

    /// A season's contests in the order of the manifest.
    ///
    /// # Errors
    /// What the database said.
    pub async fn contests(&self, season: SeasonId) -> Result<Vec<Contest>> {
        let rows: Vec<rows::ContestRow> = read!(self, |conn| {
            sqlx::query_as(rows::CONTESTS).bind(season).fetch_all(conn).await
        })?;
        Ok(rows.into_iter().map(Contest::from).collect())
    }

    /// One contest.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn contest(&self, id: ContestId) -> Result<Contest> {
        let row: rows::ContestRow =
            read!(self, |conn| sqlx::query_as(rows::CONTEST).bind(id).fetch_one(conn).await)?;
        Ok(row.into())
    }

    /// Dates of a season that anything rests on never change, so its phases may be read after it.
    async fn with_phases(&self, season: rows::SeasonRow) -> Result<Season> {
        let phases: Vec<rows::PhaseRow> = read!(self, |conn| {
            sqlx::query_as(rows::PHASES_OF_SEASON).bind(season.id).fetch_all(conn).await
        })?;
        Ok(season.with(&phases))
    }
}
