//! Who supports which project, laid out for many passes.

use super::equal_shares::Utility;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::ProjectIndex;
use crate::profile::Ballot;

/// A group of identical ballots as the supporter of one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backer {
    pub(super) group: u32,
    pub(super) worth: u32,
    /// The group's voters.
    pub(super) weight: u32,
}

impl Backer {
    /// Weight times worth.
    pub(super) fn demand(&self) -> u64 {
        u64::from(self.weight) * u64::from(self.worth)
    }
}

/// All supporters of all projects.
pub(super) struct Backers<'e> {
    pub(super) election: &'e Election<'e>,
    pub(super) utility: Utility,
    pub(super) ballots: Vec<Ballot<'e>>,
    /// By group.
    pub(super) weights: Vec<u32>,
    pub(super) most_worth: u32,
    pub(super) voters: u64,
    backers: Vec<Backer>,
    /// By project: where its backers end.
    ends: Vec<usize>,
    /// By project: the sum of weight times worth.
    demands: Vec<u64>,
}

impl<'e> Backers<'e> {
    /// # Errors
    /// Ballots of another kind; 2^32 voters or more; worths above 32 bits.
    pub(super) fn of(election: &'e Election<'e>, utility: Utility) -> Result<Self, TallyError> {
        utility.check(election.profile)?;
        let ballots: Vec<Ballot<'e>> = election.profile.ballots().collect();
        let voters = election.profile.voters();
        u32::try_from(voters).map_err(|_| TallyError::BallotsTooLarge)?;
        let weight = |ballot: &Ballot<'_>| u32::try_from(ballot.weight);
        let weights = ballots.iter().map(weight).collect::<Result<Vec<u32>, _>>();
        let weights = weights.map_err(|_| TallyError::BallotsTooLarge)?;
        let mut backers = Self {
            election,
            utility,
            ballots,
            weights,
            most_worth: 1,
            voters,
            backers: Vec::new(),
            ends: Vec::new(),
            demands: Vec::new(),
        };
        backers.lay_out()?;
        Ok(backers)
    }

    fn lay_out(&mut self) -> Result<(), TallyError> {
        let mut lists: Vec<Vec<Backer>> = vec![Vec::new(); self.election.profile.projects()];
        let mut demands = vec![0_u64; lists.len()];
        for ((group, ballot), weight) in (0..).zip(&self.ballots).zip(&self.weights) {
            for entry in ballot.entries {
                let worth = self.utility.worth(self.election.profile, *entry);
                let short = u32::try_from(worth).map_err(|_| TallyError::BallotsTooLarge)?;
                let place = entry.project.position();
                if let (1.., Some(list), Some(demand)) =
                    (short, lists.get_mut(place), demands.get_mut(place))
                {
                    list.push(Backer { group, worth: short, weight: *weight });
                    let more = worth.checked_mul(ballot.weight);
                    let sum = more.and_then(|more| demand.checked_add(more));
                    *demand = sum.ok_or(TallyError::BallotsTooLarge)?;
                    self.most_worth = self.most_worth.max(short);
                }
            }
        }
        for list in lists {
            self.backers.extend(list);
            self.ends.push(self.backers.len());
        }
        self.demands = demands;
        Ok(())
    }

    /// The supporters of a project.
    pub(super) fn of_project(&self, project: ProjectIndex) -> &[Backer] {
        let place = project.position();
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(place).copied().unwrap_or_default();
        self.backers.get(start.copied().unwrap_or_default()..end).unwrap_or_default()
    }

    /// The sum of weight times worth over a project's supporters; 0 when it has none.
    pub(super) fn demand(&self, project: ProjectIndex) -> u64 {
        self.demands.get(project.position()).copied().unwrap_or_default()
    }

    /// The number of a project's supporters.
    pub(super) fn supporters(&self, project: ProjectIndex) -> u64 {
        self.of_project(project).iter().map(|backer| u64::from(backer.weight)).sum()
    }
}
