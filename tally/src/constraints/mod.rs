//! What a season asks of an outcome beyond its envelope.
//!
//! Constraints stand beside the instance ([`crate::Election::under`]) and hold for every rule:
//! - *Minimum votes*: a project with fewer supporters is not on the ballot. Ballots keep their
//!   ranks and points, and voters their number.
//! - *Parts* of the envelope: the projects are divided among them, and each part is an election
//!   of its own, with its amount for envelope and all voters. What one leaves goes to no other.
//! - *Limits*: of some projects at most so many are funded, or at most for so much. A limit of one
//!   makes projects exclude each other. What a limit does not allow at its turn has no turn: rules
//!   that buy one project after another pass over it, for good, since limits only tighten. Rules
//!   that seek the best choice seek it among the choices that all limits allow.
//!
//! To add a constraint: a field here, its meaning in `Plan` or [`allowance::Allowance`], and a
//! [`crate::Reason`] for the projects that it refuses.

mod allowance;
mod error;
mod plan;

use serde::{Deserialize, Serialize};

pub use self::error::ConstraintError;

pub(crate) use self::allowance::{Allowance, Bounded};
pub(crate) use self::plan::{PartElection, Plan};
use crate::decimal::Decimal;
use crate::instance::ProjectId;

/// The constraints of a season; without any by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraints {
    /// The least number of supporters with which a project takes part.
    #[serde(default)]
    pub min_votes: u64,
    /// Limits of groups of projects; a project may stand under several.
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// The parts of the envelope; none when it is one.
    #[serde(default)]
    pub parts: Vec<Part>,
}

/// A limit of some projects: a category, a mahalla, or projects that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// What people call it; unlike all others.
    pub name: String,
    /// The projects under it.
    pub projects: Vec<ProjectId>,
    /// At most so many of them are funded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Together they get at most so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
}

/// A part of the envelope with the projects that compete for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What people call it; unlike all others.
    pub name: String,
    /// Its money.
    pub amount: Decimal,
    /// Its projects; each project belongs to exactly one part.
    pub projects: Vec<ProjectId>,
}

impl Constraints {
    /// Whether nothing is asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.min_votes == 0 && self.limits.is_empty() && self.parts.is_empty()
    }

    /// The part of the envelope for which a project competes; none where the envelope is one.
    #[must_use]
    pub fn part_of(&self, project: &ProjectId) -> Option<&Part> {
        self.parts.iter().find(|part| part.projects.contains(project))
    }
}
