//! Extended justified representation, as far as it can be checked in a moment: EJR+ up to one.
//!
//! A group of voters is entitled to its part of the envelope, `T = envelope * group / voters`. If
//! all of them support an unfunded project p, it fails them when even with p none of them had
//! more than T pays for: by cost, when `cost(funded that i supports) + cost(p) <= T` for each i of
//! the group; by number, when `(number funded that i supports + 1) * cost(p) <= T` for each.
//! Where all projects cost the same, both are EJR+ as it is defined for committees. What Equal
//! Shares buys with the same utility never fails anyone: a member who cannot pay their part of p
//! has spent the rest of their share on projects at no worse a price.
//!
//! Source: Brill and Peters, Robust and Verifiable Proportionality Axioms for Multiwinner Voting,
//! EC 2023; up to one: Peters, Pierczynski and Skowron, NeurIPS 2021.

use num_bigint::BigUint;
use serde::{Deserialize, Serialize};

use super::satisfaction::{Gain, Satisfaction};
use crate::decimal::Decimal;
use crate::fraction::Fraction;
use crate::instance::{Instance, ProjectId, ProjectIndex};

/// What counts as satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The cost of the funded projects that a voter supports.
    Cost,
    /// Their number.
    Cardinality,
}

/// Whether every group gets what its size entitles it to, up to one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representation {
    /// How satisfaction is measured.
    pub measure: Measure,
    /// Whether no group is underrepresented.
    pub holds: bool,
    /// How many unfunded projects have an underrepresented group behind them.
    pub failing: u64,
    /// The largest such group; of equally large ones that of the first project by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Underrepresented>,
}

/// A group that gets less than its size entitles it to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Underrepresented {
    /// The unfunded project that all of them support.
    pub project: ProjectId,
    /// Its cost.
    pub cost: Decimal,
    /// How many they are: all of its supporters who have no more than `satisfaction`.
    pub voters: u64,
    /// Their part of the envelope.
    pub entitled: Fraction,
    /// The most that any of them has: an amount by cost, a number by cardinality.
    pub satisfaction: Decimal,
}

/// A group behind one project.
struct Group {
    project: ProjectIndex,
    voters: u64,
    most: u128,
}

impl Representation {
    pub(super) fn of(
        satisfaction: &Satisfaction<'_>,
        instance: &Instance,
        measure: Measure,
    ) -> Self {
        let supporters = supporters(satisfaction, measure);
        let unfunded = instance.indexes().zip(&satisfaction.funded).zip(supporters);
        let unfunded = unfunded.filter(|((_, funded), _)| !**funded);
        let failing = unfunded.filter_map(|((project, _), supporters)| {
            largest(satisfaction, instance, measure, project, supporters)
        });
        let mut groups: Vec<Group> = failing.collect();
        groups.sort_by(|a, b| {
            let by_id = || instance.id(a.project).cmp(instance.id(b.project));
            b.voters.cmp(&a.voters).then_with(by_id)
        });
        let witness = groups.first().map(|group| group.describe(satisfaction, instance, measure));
        Self { measure, holds: groups.is_empty(), failing: groups.len() as u64, witness }
    }
}

impl Group {
    fn describe(
        &self,
        satisfaction: &Satisfaction<'_>,
        instance: &Instance,
        measure: Measure,
    ) -> Underrepresented {
        let part = BigUint::from(instance.envelope().units()) * self.voters;
        let entitled = Fraction::new(part, satisfaction.profile.voters().into());
        Underrepresented {
            project: instance.project(self.project).id.clone(),
            cost: instance.amount(instance.cost(self.project)),
            voters: self.voters,
            entitled: entitled.unwrap_or_default().scaled_down(instance.places()),
            satisfaction: match measure {
                Measure::Cost => Decimal::from_units(self.most, instance.places()),
                Measure::Cardinality => Decimal::from_units(self.most, 0),
            },
        }
    }
}

/// By project: what its supporters have, and how many they are.
fn supporters(satisfaction: &Satisfaction<'_>, measure: Measure) -> Vec<Vec<(u128, u64)>> {
    let mut lists = vec![Vec::new(); satisfaction.funded.len()];
    for (ballot, gain) in satisfaction.profile.ballots().zip(&satisfaction.gains) {
        for entry in ballot.entries {
            if let Some(list) = lists.get_mut(entry.project.position()) {
                list.push((measure.value(gain), gain.weight));
            }
        }
    }
    lists
}

impl Measure {
    fn value(self, gain: &Gain) -> u128 {
        match self {
            Self::Cost => gain.money.units(),
            Self::Cardinality => u128::from(gain.projects),
        }
    }

    /// What a voter of that satisfaction would need a group's part to be above of, with one
    /// project more.
    fn needed(self, value: u128, cost: u128) -> BigUint {
        match self {
            Self::Cost => BigUint::from(value) + cost,
            Self::Cardinality => (BigUint::from(value) + 1_u8) * cost,
        }
    }
}

/// The largest underrepresented group behind a project. Whoever has less than the best off of a
/// group may join it, so that groups are the supporters up to some satisfaction.
fn largest(
    satisfaction: &Satisfaction<'_>,
    instance: &Instance,
    measure: Measure,
    project: ProjectIndex,
    mut supporters: Vec<(u128, u64)>,
) -> Option<Group> {
    supporters.sort_unstable_by_key(|(value, _)| *value);
    let (envelope, cost) = (instance.envelope().units(), instance.cost(project).units());
    let all = satisfaction.profile.voters();
    let (mut voters, mut found) = (0, None);
    for alike in supporters.chunk_by(|(a, _), (b, _)| a == b) {
        voters += alike.iter().map(|(_, weight)| weight).sum::<u64>();
        let most = alike.first().map_or(0, |(value, _)| *value);
        if voters > 0 && measure.needed(most, cost) * all <= BigUint::from(envelope) * voters {
            found = Some(Group { project, voters, most });
        }
    }
    found
}
