//! The order of projects in a tie, fixed before anybody can know it.

use serde::{Deserialize, Serialize};
use tally::{Instance, TallyError, TieOrder};

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

/// The tie order of a contest: the first of tied projects wins.
///
/// # Errors
/// When two ranks are equal, which SHA-256 does not let happen.
pub fn order(
    rule: TieRule,
    instance: &Instance,
    secret: &ElectionSecret,
    ballots_root: &Hash,
    contest: ContestIndex,
) -> Result<TieOrder, TallyError> {
    let rank = |project| secret_rank(secret, ballots_root, contest, ProjectIndex(project));
    let ranks = (0..=u16::MAX).take(instance.projects().len()).map(rank);
    match rule {
        TieRule::Secret => TieOrder::by_key(instance, &ranks.collect::<Vec<_>>()),
        TieRule::Id => Ok(TieOrder::by_id(instance)),
    }
}
