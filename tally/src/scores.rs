//! How much support each project has.

use crate::decimal::Decimal;
use crate::error::TallyError;
use crate::instance::ProjectIndex;
use crate::profile::{BallotKind, Entry, Profile};

/// The support of one project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Voters who chose or ranked it, or gave it more than zero points.
    pub supporters: u64,
    /// What the rules rank by, in units of `10^-points_places`: voters for sets, Borda points
    /// for rankings, points for the rest.
    pub score: u128,
}

/// The support of every project of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    supports: Vec<Support>,
    places: u8,
}

impl Scores {
    /// Counts the ballots.
    ///
    /// # Errors
    /// A sum of points above 128 bits.
    pub fn of(profile: &Profile) -> Result<Self, TallyError> {
        let mut supports = vec![Support::default(); profile.projects()];
        let k = profile.borda_k();
        for ballot in profile.ballots() {
            for entry in ballot.entries {
                let points = points(profile.kind(), *entry, k);
                let support =
                    supports.get_mut(entry.project.position()).ok_or(TallyError::OtherInstance)?;
                *support = add(*support, profile.kind(), points, ballot.weight)
                    .ok_or(TallyError::BallotsTooLarge)?;
            }
        }
        Ok(Self { supports, places: profile.points_places() })
    }

    /// One project's support.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "one support per project of the instance")]
    pub fn support(&self, project: ProjectIndex) -> Support {
        self.supports[project.position()]
    }

    /// One project's score as people write it.
    #[must_use]
    pub fn score(&self, project: ProjectIndex) -> Decimal {
        Decimal::from_units(self.support(project).score, self.places)
    }
}

fn points(kind: BallotKind, entry: Entry, k: u64) -> u64 {
    match kind {
        BallotKind::Ranked => (k + 1).saturating_sub(entry.value),
        _ => entry.value,
    }
}

fn add(support: Support, kind: BallotKind, points: u64, weight: u64) -> Option<Support> {
    let backs = points > 0 || !kind.has_points();
    let gained = u128::from(points).checked_mul(u128::from(weight))?;
    Some(Support {
        supporters: support.supporters.checked_add(if backs { weight } else { 0 })?,
        score: support.score.checked_add(gained)?,
    })
}
