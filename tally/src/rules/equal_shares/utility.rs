//! What a funded project is worth to a voter who supports it.

use crate::error::TallyError;
use crate::instance::Money;
use crate::profile::{BallotKind, Entry, Profile};

/// How Equal Shares measures what voters gain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Utility {
    /// A supported project is worth its cost.
    Cost,
    /// A supported project is worth 1.
    Cardinality,
    /// The points that the voter gave it.
    Points,
    /// The points that the voter gave it, times its cost.
    PointsCost,
    /// Borda points: `max(K + 1 - rank, 0)`, see [`Profile::borda_k`].
    Borda,
    /// Borda points times its cost.
    BordaCost,
}

impl Utility {
    /// Refuses ballots that the utility cannot be read from.
    pub(in crate::rules) fn check(self, profile: &Profile) -> Result<(), TallyError> {
        let fits = match self {
            Self::Cost | Self::Cardinality => true,
            Self::Points | Self::PointsCost => profile.kind().has_points(),
            Self::Borda | Self::BordaCost => profile.kind() == BallotKind::Ranked,
        };
        if fits { Ok(()) } else { Err(TallyError::NoSuchUtility) }
    }

    /// The voter's part of the utility; the other is [`Utility::factor`]. 0: no supporter.
    pub(in crate::rules) fn worth(self, profile: &Profile, entry: Entry) -> u64 {
        match self {
            Self::Points | Self::PointsCost => entry.value,
            Self::Borda | Self::BordaCost => (profile.borda_k() + 1).saturating_sub(entry.value),
            Self::Cost | Self::Cardinality => {
                u64::from(entry.value > 0 || !profile.kind().has_points())
            }
        }
    }

    /// The project's part of the utility, at least 1: costless projects come first anyway.
    pub(super) fn factor(self, cost: Money) -> u128 {
        if self.by_cost() { cost.units().max(1) } else { 1 }
    }

    pub(super) const fn by_cost(self) -> bool {
        matches!(self, Self::Cost | Self::PointsCost | Self::BordaCost)
    }

    pub(super) const fn by_points(self) -> bool {
        matches!(self, Self::Points | Self::PointsCost)
    }
}
