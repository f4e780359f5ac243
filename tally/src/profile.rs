//! The ballots of an election, identical ones grouped.

use serde::{Deserialize, Serialize};

use crate::error::TallyError;
use crate::grouping::Grouping;
use crate::instance::{Instance, ProjectIndex};

/// What a ballot says about projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BallotKind {
    /// Exactly one project.
    ChooseOne,
    /// A set of projects.
    Approval,
    /// A set of projects whose costs together stay within a limit.
    Knapsack,
    /// Projects in order of preference.
    Ranked,
    /// Points from a fixed sum, shared among projects.
    Cumulative,
    /// Points per project, each within a range of its own.
    Score,
}

impl BallotKind {
    /// Whether a ballot is a set of projects, without order or points.
    #[must_use]
    pub const fn is_set(self) -> bool {
        matches!(self, Self::ChooseOne | Self::Approval | Self::Knapsack)
    }

    /// Whether a ballot gives points to projects.
    #[must_use]
    pub const fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Score)
    }

    /// Whether a voter with this entry on their ballot supports its project: zero points do not.
    #[must_use]
    pub const fn supports(self, entry: Entry) -> bool {
        entry.value > 0 || !self.has_points()
    }
}

/// One project on a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// Which project.
    pub project: ProjectIndex,
    /// Sets: 1. Rankings: the rank, from 1. Points: units of `10^-points_places`.
    pub value: u64,
}

/// A distinct ballot and how many voters cast it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot<'p> {
    /// Rankings in order of preference, all others ascending by project; no project twice.
    pub entries: &'p [Entry],
    /// The number of voters with exactly this ballot.
    pub weight: u64,
}

/// All ballots of one kind, identical ones grouped, blank ones included.
#[derive(Clone, Debug)]
pub struct Profile {
    kind: BallotKind,
    projects: usize,
    voters: u64,
    points_places: u8,
    longest: usize,
    max_length: Option<u32>,
    grouping: Grouping,
}

impl Profile {
    /// The kind of every ballot.
    #[must_use]
    pub const fn kind(&self) -> BallotKind {
        self.kind
    }

    /// The number of ballots, blank ones included.
    #[must_use]
    pub const fn voters(&self) -> u64 {
        self.voters
    }

    /// The number of projects of the instance that the ballots are about.
    #[must_use]
    pub const fn projects(&self) -> usize {
        self.projects
    }

    /// How many decimal places one unit of points has (0 but for decimal points).
    #[must_use]
    pub const fn points_places(&self) -> u8 {
        self.points_places
    }

    /// The Borda constant K of rankings: the longest ballot that was allowed, else the longest
    /// that was cast. The project at rank r (from 1) gets max(K + 1 - r, 0) points.
    #[must_use]
    pub fn borda_k(&self) -> u64 {
        self.max_length.map_or(self.longest as u64, u64::from)
    }

    /// The longest ballot that was allowed, where that is known.
    #[must_use]
    pub const fn max_length(&self) -> Option<u32> {
        self.max_length
    }

    /// Sets the Borda constant of rankings, as if so long a ballot had been allowed.
    pub const fn set_borda_k(&mut self, k: u32) {
        self.max_length = Some(k);
    }

    /// The distinct ballots with their weights, in order of first appearance.
    pub fn ballots(&self) -> impl ExactSizeIterator<Item = Ballot<'_>> {
        self.grouping.iter().map(|(entries, weight)| Ballot { entries, weight })
    }
}

impl Profile {
    /// The same ballots about some of the projects, with the ranks and points that they gave:
    /// `places` has the new index of each project that stays.
    pub(crate) fn about(
        &self,
        places: &[Option<ProjectIndex>],
        instance: &Instance,
    ) -> Result<Self, TallyError> {
        // Borda points are those of the whole ballot.
        let longest = u32::try_from(self.borda_k()).map_err(|_| TallyError::BallotsTooLarge)?;
        let mut builder = ProfileBuilder::new(self.kind, instance)
            .points_places(self.points_places)
            .max_length(longest);
        for ballot in self.ballots() {
            let stays = |entry: &Entry| {
                let project = places.get(entry.project.position()).copied().flatten()?;
                Some(Entry { project, value: entry.value })
            };
            builder.scratch.clear();
            builder.scratch.extend(ballot.entries.iter().filter_map(stays));
            builder.add_scratch(ballot.weight)?;
        }
        Ok(builder.build())
    }
}

/// Collects ballots into a [`Profile`].
#[derive(Clone, Debug)]
pub struct ProfileBuilder {
    profile: Profile,
    scratch: Vec<Entry>,
}

impl ProfileBuilder {
    /// An empty profile about the projects of `instance`.
    #[must_use]
    pub fn new(kind: BallotKind, instance: &Instance) -> Self {
        let profile = Profile {
            kind,
            projects: instance.projects().len(),
            voters: 0,
            points_places: 0,
            longest: 0,
            max_length: None,
            grouping: Grouping::default(),
        };
        Self { profile, scratch: Vec::new() }
    }

    /// The kind of every ballot.
    #[must_use]
    pub const fn kind(&self) -> BallotKind {
        self.profile.kind
    }

    /// The longest ballot that was allowed: fixes K of [`Profile::borda_k`].
    #[must_use]
    pub const fn max_length(mut self, length: u32) -> Self {
        self.profile.max_length = Some(length);
        self
    }

    /// Points are given in units of `10^-places`.
    #[must_use]
    pub const fn points_places(mut self, places: u8) -> Self {
        self.profile.points_places = places;
        self
    }

    /// Adds `weight` voters who chose this set. A project named twice counts once.
    ///
    /// # Errors
    /// The profile does not hold sets, a project is not of its instance, counts overflow.
    pub fn add_set(
        &mut self,
        chosen: impl IntoIterator<Item = ProjectIndex>,
        weight: u64,
    ) -> Result<(), TallyError> {
        self.require(self.profile.kind.is_set())?;
        self.scratch.clear();
        self.scratch.extend(chosen.into_iter().map(|project| Entry { project, value: 1 }));
        self.scratch.sort_unstable();
        self.scratch.dedup();
        self.add_scratch(weight)
    }

    /// Adds `weight` voters with this order of preference, best first. A project named again
    /// is left out: its first place counts.
    ///
    /// # Errors
    /// The profile does not hold rankings, a project is not of its instance, counts overflow.
    pub fn add_ranking(
        &mut self,
        order: impl IntoIterator<Item = ProjectIndex>,
        weight: u64,
    ) -> Result<(), TallyError> {
        self.require(self.profile.kind == BallotKind::Ranked)?;
        self.scratch.clear();
        for project in order {
            if self.scratch.iter().all(|entry| entry.project != project) {
                let value = self.scratch.len() as u64 + 1;
                self.scratch.push(Entry { project, value });
            }
        }
        self.add_scratch(weight)
    }

    /// Adds `weight` voters who gave these points. For a project named again the last counts.
    ///
    /// # Errors
    /// The profile does not hold points, a project is not of its instance, counts overflow.
    pub fn add_points(
        &mut self,
        points: impl IntoIterator<Item = (ProjectIndex, u64)>,
        weight: u64,
    ) -> Result<(), TallyError> {
        self.require(self.profile.kind.has_points())?;
        self.scratch.clear();
        self.scratch.extend(points.into_iter().map(|(project, value)| Entry { project, value }));
        // Stable, so that of equal projects the one given last comes first after reversing.
        self.scratch.reverse();
        self.scratch.sort_by_key(|entry| entry.project);
        self.scratch.dedup_by_key(|entry| entry.project);
        self.add_scratch(weight)
    }

    /// The finished profile.
    #[must_use]
    pub fn build(self) -> Profile {
        self.profile
    }

    fn require(&self, fits: bool) -> Result<(), TallyError> {
        if fits { Ok(()) } else { Err(TallyError::WrongBallotKind) }
    }

    fn add_scratch(&mut self, weight: u64) -> Result<(), TallyError> {
        let profile = &mut self.profile;
        if self.scratch.iter().any(|entry| entry.project.position() >= profile.projects) {
            return Err(TallyError::OtherInstance);
        }
        let voters = profile.voters.checked_add(weight).ok_or(TallyError::BallotsTooLarge)?;
        profile.grouping.add(&self.scratch, weight).ok_or(TallyError::BallotsTooLarge)?;
        profile.voters = voters;
        profile.longest = profile.longest.max(self.scratch.len());
        Ok(())
    }
}
