//! What each group of equal ballots gets.

use std::collections::BTreeMap;

use super::representation::{Measure, Representation};
use crate::error::TallyError;
use crate::instance::{Instance, Money, ProjectIndex};
use crate::profile::{Ballot, Profile};

/// What the voters of one group get from an outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gain {
    /// Funded projects that they support.
    pub(super) projects: u64,
    /// What these cost.
    pub(super) money: Money,
    /// How many voters the group has.
    pub(super) weight: u64,
}

/// An outcome as the voters see it.
pub(super) struct Satisfaction<'p> {
    pub(super) profile: &'p Profile,
    /// By project.
    pub(super) funded: Vec<bool>,
    pub(super) spent: Money,
    /// By group of equal ballots.
    pub(super) gains: Vec<Gain>,
}

impl<'p> Satisfaction<'p> {
    pub(super) fn of(
        instance: &Instance,
        profile: &'p Profile,
        winners: &[ProjectIndex],
    ) -> Result<Self, TallyError> {
        let mut funded = vec![false; instance.projects().len()];
        if profile.projects() != funded.len() {
            return Err(TallyError::OtherInstance);
        }
        for winner in winners {
            *funded.get_mut(winner.position()).ok_or(TallyError::OtherInstance)? = true;
        }
        let costs = instance.projects().iter().map(|project| project.cost);
        let costs = costs.zip(&funded).filter(|(_, funded)| **funded).map(|(cost, _)| cost);
        let spent = costs.fold(Money::default(), Money::plus);
        let mut satisfaction = Self { profile, funded, spent, gains: Vec::new() };
        let gains = profile.ballots().map(|ballot| satisfaction.gain(instance, &ballot));
        satisfaction.gains = gains.collect();
        Ok(satisfaction)
    }

    /// How many voters support how many funded projects.
    pub(super) fn histogram(&self) -> Vec<u64> {
        let mut bars = vec![0];
        for gain in &self.gains {
            // At most as many as there are projects, whose indexes fit 32 bits.
            let place = gain.projects as usize;
            if place >= bars.len() {
                bars.resize(place + 1, 0);
            }
            if let Some(bar) = bars.get_mut(place) {
                *bar += gain.weight;
            }
        }
        bars
    }

    /// Voters by the number of funded projects they support.
    pub(super) fn counts(&self) -> BTreeMap<u128, u64> {
        self.by(|gain| u128::from(gain.projects))
    }

    /// Voters by the cost of the funded projects they support, in smallest units.
    pub(super) fn amounts(&self) -> BTreeMap<u128, u64> {
        self.by(|gain| gain.money.units())
    }

    pub(super) fn representation(&self, instance: &Instance) -> Vec<Representation> {
        let measures: &[Measure] = match self.profile.kind().is_set() {
            true => &[Measure::Cost, Measure::Cardinality],
            false => &[],
        };
        measures.iter().map(|measure| Representation::of(self, instance, *measure)).collect()
    }

    fn by(&self, value: impl Fn(&Gain) -> u128) -> BTreeMap<u128, u64> {
        let mut voters = BTreeMap::new();
        for gain in &self.gains {
            // All voters together fit 64 bits.
            *voters.entry(value(gain)).or_default() += gain.weight;
        }
        voters
    }

    fn gain(&self, instance: &Instance, ballot: &Ballot<'_>) -> Gain {
        let mut gain = Gain { projects: 0, money: Money::default(), weight: ballot.weight };
        for entry in ballot.entries {
            let funded = self.funded.get(entry.project.position()).is_some_and(|funded| *funded);
            if funded && self.profile.kind().supports(*entry) {
                gain.projects += 1;
                gain.money = gain.money.plus(instance.cost(entry.project));
            }
        }
        gain
    }
}
