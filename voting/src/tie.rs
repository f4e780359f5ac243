//! The order of projects in a tie, fixed before anybody can know it.

use serde::{Deserialize, Serialize};

use crate::election_key::ElectionSecret;
use crate::hash::sha256;
use crate::id::{ContestIndex, ProjectIndex};
use crate::merkle::Hash;
use crate::tag;

/// How ties are broken; from the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// By a hash that needs the election's secret and the final ballot log: nobody who casts or
    /// logs can steer it.
    Secret,
    /// By project id, ascending as ASCII; for replays of elections of others.
    Id,
}

/// Rank of a project among tied ones: lower comes first.
#[must_use]
pub fn secret_rank(
    secret: &ElectionSecret,
    ballots_root: &Hash,
    contest: ContestIndex,
    project: ProjectIndex,
) -> [u8; 32] {
    sha256(&[
        tag::TIE,
        &secret.to_bytes(),
        ballots_root.as_bytes(),
        &contest.to_be_bytes(),
        &project.0.to_be_bytes(),
    ])
}

/// All projects of a contest, given by their ids, in tie order: the first wins a tie.
#[must_use]
pub fn order(
    rule: TieRule,
    secret: &ElectionSecret,
    ballots_root: &Hash,
    contest: ContestIndex,
    ids: &[String],
) -> Vec<ProjectIndex> {
    let mut ranked: Vec<(ProjectIndex, &String)> =
        (0..=u16::MAX).map(ProjectIndex).zip(ids).collect();
    match rule {
        TieRule::Secret => {
            ranked.sort_by_key(|(project, _)| secret_rank(secret, ballots_root, contest, *project));
        }
        TieRule::Id => ranked.sort_by_key(|(_, id)| *id),
    }
    ranked.into_iter().map(|(project, _)| project).collect()
}
