//! What seasons, phases and contests are made of.

use super::Bounds;
use crate::proposals::Category;
use crate::{ContestId, Json, Localized, SeasonId, Som, TerritoryId, UnixTime};

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
    /// What one project of equipment may cost, at most the cap; none: as much as any other.
    pub cap_equipment: Option<Som>,
    /// Votes a project needs to be funded.
    pub min_votes: i64,
    /// The ballot.
    pub ballot: Ballot,
    /// The name of the rule that funds projects.
    pub rule: String,
    /// Its parameters, an object.
    pub rule_params: Json,
    /// What it asks of winners beyond that.
    pub bounds: Bounds,
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
    /// What one project of equipment may cost, at most the cap; none: as much as any other.
    pub cap_equipment: Option<Som>,
    /// Votes a project needs to be funded.
    pub min_votes: i64,
    /// The ballot.
    pub ballot: Ballot,
    /// The name of the rule that funds projects.
    pub rule: String,
    /// Its parameters, an object.
    pub rule_params: Json,
    /// What it asks of winners beyond that.
    pub bounds: Bounds,
}

impl Phase {
    /// Whether `at` lies in the phase.
    #[must_use]
    pub const fn holds(&self, at: UnixTime) -> bool {
        self.starts_at <= at && at < self.ends_at
    }
}

impl Contest {
    /// What one project of a category may cost.
    #[must_use]
    pub fn cap_for(&self, category: Option<Category>) -> Som {
        match (category, self.cap_equipment) {
            (Some(Category::Equipment), Some(cap)) => cap,
            _ => self.cap,
        }
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
