//! Two outcomes of one election beside each other.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::satisfaction::{Gain, Satisfaction};
use crate::error::TallyError;
use crate::instance::{Instance, ProjectId, ProjectIndex};
use crate::profile::Profile;

/// What changes when one outcome takes the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Projects that only the other outcome funds, in its order of purchase.
    pub gained: Vec<ProjectId>,
    /// Projects that only the first outcome funds, in its order of purchase.
    pub lost: Vec<ProjectId>,
    /// Voters by the number of funded projects they support.
    pub by_projects: Shift,
    /// Voters by the cost of the funded projects they support.
    pub by_money: Shift,
}

/// Voters for whom the other outcome is better, worse, or as good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// They have more in the other outcome.
    pub better: u64,
    /// They have less in it.
    pub worse: u64,
    /// They have the same.
    pub equal: u64,
}

impl Comparison {
    /// From `first` to `other`.
    ///
    /// # Errors
    /// The profile or the winners are about other projects than the instance's.
    pub fn of(
        instance: &Instance,
        profile: &Profile,
        first: &[ProjectIndex],
        other: &[ProjectIndex],
    ) -> Result<Self, TallyError> {
        let before = Satisfaction::of(instance, profile, first)?;
        let after = Satisfaction::of(instance, profile, other)?;
        let only = |these: &[ProjectIndex], those: &Satisfaction<'_>| {
            let funded = |project: &ProjectIndex| those.funded.get(project.position());
            let new = these.iter().filter(|project| funded(project) == Some(&false));
            new.map(|project| instance.project(*project).id.clone()).collect()
        };
        Ok(Self {
            gained: only(other, &before),
            lost: only(first, &after),
            by_projects: Shift::of(&before, &after, |gain| u128::from(gain.projects)),
            by_money: Shift::of(&before, &after, |gain| gain.money.units()),
        })
    }
}

impl Shift {
    fn of(
        before: &Satisfaction<'_>,
        after: &Satisfaction<'_>,
        value: impl Fn(&Gain) -> u128,
    ) -> Self {
        let mut shift = Self::default();
        for (before, after) in before.gains.iter().zip(&after.gains) {
            let voters = match value(after).cmp(&value(before)) {
                Ordering::Greater => &mut shift.better,
                Ordering::Less => &mut shift.worse,
                Ordering::Equal => &mut shift.equal,
            };
            *voters += before.weight;
        }
        shift
    }
}
