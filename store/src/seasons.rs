//! Seasons, their dated phases and their contests. A season's rules are data, fixed when it is made.

use crate::pool::Tx;
use crate::{ContestId, Json, Localized, Result, SeasonId, Som, Store, TerritoryId, UnixTime};

mod rows;

words! {
    /// What a phase is for, in the order in which a season runs.
    pub enum PhaseKind {
        /// Residents propose projects.
        Submission = "submission",
        /// Working groups admit or refuse proposals.
        Screening = "screening",
        /// Projects on the ballot are made known.
        Campaign = "campaign",
        /// Residents vote.
        Voting = "voting",
        /// Ballots are unsealed and counted.
        Tally = "tally",
        /// Results stand and can be appealed.
        Results = "results",
        /// Winning projects are built.
        Execution = "execution",
    }
}

words! {
    /// What is published of the ballots.
    pub enum Publication {
        /// After the close all ballot bodies.
        Open = "open",
        /// Sums to all, bodies to accredited auditors.
        Audited = "audited",
    }
}

words! {
    /// Where somebody must live to vote in a contest.
    pub enum ResidenceRule {
        /// Anywhere.
        None = "none",
        /// In the contest's district.
        District = "district",
        /// In the project's mahalla.
        Mahalla = "mahalla",
    }
}

words! {
    /// How a ballot is filled in.
    pub enum BallotKind {
        /// One project.
        ChooseOne = "choose_one",
        /// Any projects, between a least and a greatest number.
        Approval = "approval",
        /// Projects that together cost no more than the envelope.
        Knapsack = "knapsack",
    }
}

/// A dated phase, half open: it holds at `starts_at` and no more at `ends_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// What it is for.
    pub kind: PhaseKind,
    /// Its first second.
    pub starts_at: UnixTime,
    /// The first second after it.
    pub ends_at: UnixTime,
}

/// A season to make.
#[derive(Clone, Debug)]
pub struct NewSeason {
    /// Its part of addresses: `2026-autumn`.
    pub key: String,
    /// Its title.
    pub titles: Localized,
    /// The legal act that its rules cite.
    pub act: Localized,
    /// What is published of the ballots.
    pub publication: Publication,
    /// Where somebody must live to vote.
    pub residence: ResidenceRule,
    /// Full years somebody must have to vote.
    pub min_age: i64,
    /// Its phases, at most one of a kind, in any order.
    pub phases: Vec<Phase>,
    /// Its contests, in the order of the manifest.
    pub contests: Vec<NewContest>,
}

/// A contest to make.
#[derive(Clone, Debug)]
pub struct NewContest {
    /// The district.
    pub territory: TerritoryId,
    /// What can be spent.
    pub envelope: Som,
    /// What one project may cost.
    pub cap: Som,
    /// Votes a project needs to be funded.
    pub min_votes: i64,
    /// The ballot.
    pub ballot: Ballot,
    /// The name of the rule that funds projects.
    pub rule: String,
    /// Its parameters, an object.
    pub rule_params: Json,
}

/// What a ballot may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// How it is filled in.
    pub kind: BallotKind,
    /// The least number of projects; 0 allows a blank ballot.
    pub min: i64,
    /// The greatest number of projects.
    pub max: i64,
}

/// A season as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Its id.
    pub id: SeasonId,
    /// Its part of addresses.
    pub key: String,
    /// Its title.
    pub titles: Localized,
    /// The legal act that its rules cite.
    pub act: Localized,
    /// What is published of the ballots.
    pub publication: Publication,
    /// Where somebody must live to vote.
    pub residence: ResidenceRule,
    /// Full years somebody must have to vote.
    pub min_age: i64,
    /// When it was made.
    pub created_at: UnixTime,
    /// Its phases by start.
    pub phases: Vec<Phase>,
}

/// A contest as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Its id.
    pub id: ContestId,
    /// Its season.
    pub season: SeasonId,
    /// Its index in the manifest, from 0.
    pub position: u16,
    /// The district.
    pub territory: TerritoryId,
    /// What can be spent.
    pub envelope: Som,
    /// What one project may cost.
    pub cap: Som,
    /// Votes a project needs to be funded.
    pub min_votes: i64,
    /// The ballot.
    pub ballot: Ballot,
    /// The name of the rule that funds projects.
    pub rule: String,
    /// Its parameters, an object.
    pub rule_params: Json,
}

impl Phase {
    /// Whether `at` lies in the phase.
    #[must_use]
    pub const fn holds(&self, at: UnixTime) -> bool {
        self.starts_at <= at && at < self.ends_at
    }
}

impl Season {
    /// The phase of a kind, where the season has one.
    #[must_use]
    pub fn phase(&self, kind: PhaseKind) -> Option<Phase> {
        self.phases.iter().copied().find(|phase| phase.kind == kind)
    }

    /// The phase that holds at `at`; of several, the one that started last.
    #[must_use]
    pub fn phase_at(&self, at: UnixTime) -> Option<Phase> {
        self.phases.iter().copied().rev().find(|phase| phase.holds(at))
    }

    /// Whether the phase of a kind holds at `at`.
    #[must_use]
    pub fn is_in(&self, kind: PhaseKind, at: UnixTime) -> bool {
        self.phase(kind).is_some_and(|phase| phase.holds(at))
    }
}

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
        let id = rows::insert_season(&mut tx, season, at).await?;
        for phase in &season.phases {
            rows::insert_phase(&mut tx, id, phase).await?;
        }
        for (position, contest) in (0_i64..).zip(&season.contests) {
            rows::insert_contest(&mut tx, id, position, contest).await?;
        }
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

    /// A season never changes once it is made, so its phases may be read after it.
    async fn with_phases(&self, season: rows::SeasonRow) -> Result<Season> {
        let phases: Vec<rows::PhaseRow> = read!(self, |conn| {
            sqlx::query_as(rows::PHASES_OF_SEASON).bind(season.id).fetch_all(conn).await
        })?;
        Ok(season.with(&phases))
    }
}
