//! One contest: a territory, its envelope and its projects.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::manifest::text_form;
use crate::plaintext::{BallotKind, BallotRules};
use crate::registrar::RegistrarKey;
use crate::terms::ContestTerms;

/// A contest; its index is its position in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contest {
    /// Names its files in the record: `[A-Za-z0-9._-]{1,32}`.
    pub id: String,
    /// For people.
    pub name: String,
    /// Code of the territory.
    pub territory: String,
    /// So'm to spend.
    pub envelope: u64,
    /// By index.
    pub projects: Vec<Project>,
    /// What a ballot may hold.
    pub ballot: BallotTerms,
    /// DER of the registrar's key (rsaEncryption), base64.
    #[serde(with = "text_form")]
    pub rsa_spki: RegistrarKey,
    /// Who wins.
    pub rule: Rule,
    /// What is published of the counted ballots.
    pub publish: Publish,
    /// With fewer counted ballots only the winners are published.
    pub min_counted: u64,
}

/// A project on the ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// `[A-Za-z0-9._-]{1,32}`.
    pub id: String,
    /// In so'm.
    pub cost: u64,
}

/// Kind and limits of a ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotTerms {
    /// How people vote.
    pub kind: BallotKind,
    /// Fewest choices.
    pub min: u16,
    /// Most choices.
    pub max: u16,
    /// Present exactly for cumulative and score.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub max_points: Option<u32>,
}

/// A rule of the tally with its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Such as `greedy_votes`.
    pub name: String,
    /// As the rule documents them.
    pub params: Map<String, Value>,
}

/// What is published of the counted ballots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publish {
    /// Supporters and points of each project.
    Totals,
    /// One line per counted ballot.
    Ballots,
}

impl Contest {
    /// The limits of a ballot.
    #[must_use]
    pub fn ballot_rules(&self) -> BallotRules {
        BallotRules {
            kind: self.ballot.kind,
            min: self.ballot.min,
            max: self.ballot.max,
            max_points: self.ballot.max_points.unwrap_or(0),
            envelope: self.envelope,
            costs: self.projects.iter().map(|project| project.cost).collect(),
        }
    }

    pub(super) fn terms(&self) -> ContestTerms {
        ContestTerms::new(self.rsa_spki.clone(), self.ballot_rules())
    }
}
