//! Which supporters of a project give all they have, and which pay what its price asks.
//!
//! Purses only shrink and prices only rise, so whoever has less than a bound of the price asks
//! has less in all later rounds too. The supporters of each project are kept apart accordingly:
//! the broke, who have nothing left, then the poor, then the rich. Only the rich are asked again.

use super::scale::Scale;
use crate::instance::ProjectIndex;
use crate::rules::backers::{Backer, Backers};

/// The supporters of all projects by where they stand.
#[derive(Default)]
pub(super) struct Sides {
    /// Those of one project together: the broke, the poor, the rich.
    backers: Vec<Backer>,
    parts: Vec<Part>,
}

/// The supporters of one project.
#[derive(Clone, Copy, Default)]
struct Part {
    broke: usize,
    poor: usize,
    rich: usize,
    end: usize,
    /// The sum of weight times worth over the rich.
    demand: u64,
    /// What the poor held at most, and in which round that was.
    given: u128,
    counted: usize,
    /// How much more than was asked each of the rich has at least, when last asked.
    spare: u64,
}

impl Sides {
    /// All supporters, on no side yet: see [`Sides::begin`].
    pub(super) fn of(backers: &Backers<'_>) -> Self {
        let mut sides = Self::default();
        for project in backers.election.instance.indexes() {
            let broke = sides.backers.len();
            sides.backers.extend(backers.of_project(project));
            let end = sides.backers.len();
            sides.parts.push(Part { broke, end, ..Part::default() });
        }
        sides
    }

    /// A run begins: everybody is rich.
    pub(super) fn begin(&mut self, backers: &Backers<'_>) {
        for (project, part) in backers.election.instance.indexes().zip(&mut self.parts) {
            let Part { broke, end, .. } = *part;
            let demand = backers.demand(project);
            *part = Part { broke, poor: broke, rich: broke, end, demand, ..Part::default() };
        }
    }

    /// Moves those who have less than a price asks to the poor. Gives what the poor hold at most,
    /// and the demand of the rich.
    #[expect(clippy::indexing_slicing, reason = "parts lie in the list; one purse per group")]
    pub(super) fn sort_out(
        &mut self,
        project: ProjectIndex,
        purses: &[u64],
        (scale, price): (Scale, u64),
        round: usize,
    ) -> (u128, u64) {
        let part = &mut self.parts[project.position()];
        let backers = &mut self.backers[..part.end];
        if part.counted < round {
            (part.counted, part.given) = (round, 0);
            for place in part.poor..part.rich {
                let purse = purses[backers[place].group as usize];
                part.given += u128::from(purse) * u128::from(backers[place].weight);
                if purse == 0 {
                    backers.swap(place, part.poor);
                    part.poor += 1;
                }
            }
        }
        // Neighbours mostly have the same worth.
        let mut asked = (0, 0);
        part.spare = u64::MAX;
        for place in part.rich..part.end {
            let backer = backers[place];
            if asked.0 != backer.worth {
                asked = (backer.worth, scale.share(price, backer.worth));
            }
            let purse = purses[backer.group as usize];
            if purse < asked.1 {
                part.given += u128::from(purse) * u128::from(backer.weight);
                part.demand -= backer.demand();
                backers.swap(place, part.rich);
                part.rich += 1;
            } else {
                part.spare = part.spare.min(purse - asked.1);
            }
        }
        (part.given, part.demand)
    }

    /// Moves some of the rich to the poor, by their places among the rich, ascending.
    pub(super) fn impoverish(&mut self, project: ProjectIndex, places: &[usize]) {
        let Some(part) = self.parts.get_mut(project.position()) else { return };
        let first = part.rich;
        for place in places {
            let moved = self.backers.get(first + place).map_or(0, Backer::demand);
            self.backers.swap(first + place, part.rich);
            part.rich += 1;
            part.demand -= moved;
        }
        // Their money has not been counted.
        part.counted = 0;
    }

    /// How much more than was asked each of the rich has at least, when they were last sorted out.
    pub(super) fn spare(&self, project: ProjectIndex) -> u64 {
        self.part(project).spare
    }

    /// The sum of weight times worth over the rich.
    pub(super) fn demand(&self, project: ProjectIndex) -> u64 {
        self.part(project).demand
    }

    /// Those who have something, and give it all.
    pub(super) fn poor(&self, project: ProjectIndex) -> &[Backer] {
        let Part { poor, rich, .. } = self.part(project);
        self.backers.get(poor..rich).unwrap_or_default()
    }

    pub(super) fn rich(&self, project: ProjectIndex) -> &[Backer] {
        let Part { rich, end, .. } = self.part(project);
        self.backers.get(rich..end).unwrap_or_default()
    }

    /// Those who have nothing.
    pub(super) fn broke(&self, project: ProjectIndex) -> &[Backer] {
        let Part { broke, poor, .. } = self.part(project);
        self.backers.get(broke..poor).unwrap_or_default()
    }

    fn part(&self, project: ProjectIndex) -> Part {
        self.parts.get(project.position()).copied().unwrap_or_default()
    }
}
