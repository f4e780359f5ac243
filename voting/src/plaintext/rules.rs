//! What a ballot of a contest may hold.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::ProjectIndex;
use crate::plaintext::{Choice, Spoiled};

/// How people vote in a contest. A new kind gets a variant, a code and a branch in the checks of
/// [`BallotRules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BallotKind {
    /// At most one project.
    ChooseOne,
    /// Any projects, up to `max`.
    Approval,
    /// Any projects whose costs fit the envelope.
    Knapsack,
    /// Projects in order of preference.
    Ranked,
    /// Points that share one purse.
    Cumulative,
    /// Points for each project on its own.
    Score,
}

impl BallotKind {
    /// As in the plaintext; three kinds look alike there.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::ChooseOne | Self::Approval | Self::Knapsack => 1,
            Self::Ranked => 2,
            Self::Cumulative => 3,
            Self::Score => 4,
        }
    }
}

/// The limits of one contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotRules {
    /// How people vote.
    pub kind: BallotKind,
    /// Fewest choices; 0 admits a blank ballot.
    pub min: u16,
    /// Most choices.
    pub max: u16,
    /// Cumulative: points in all; score: points per project; else 0.
    pub max_points: u32,
    /// So'm that the chosen projects may cost together (knapsack).
    pub envelope: u64,
    /// Cost of each project in so'm, by index.
    pub costs: Vec<u64>,
}

impl BallotRules {
    /// Checks choices in the order of [`Spoiled::ALL`], from `Count` on.
    pub(super) fn check(&self, choices: &[Choice]) -> Result<(), Spoiled> {
        if choices.len() < usize::from(self.min) || choices.len() > usize::from(self.max) {
            return Err(Spoiled::Count);
        }
        if choices.iter().any(|choice| self.cost(choice.project).is_none()) {
            return Err(Spoiled::Project);
        }
        self.check_order(choices)?;
        if !choices.iter().zip(1..).all(|(choice, rank)| self.admits(choice.value, rank)) {
            return Err(Spoiled::Value);
        }
        match self.kind {
            BallotKind::Knapsack => self.check_envelope(choices),
            BallotKind::Cumulative => self.check_points(choices),
            _ => Ok(()),
        }
    }

    fn cost(&self, project: ProjectIndex) -> Option<u64> {
        self.costs.get(usize::from(project.0)).copied()
    }

    fn check_order(&self, choices: &[Choice]) -> Result<(), Spoiled> {
        let in_order = if self.kind == BallotKind::Ranked {
            let mut seen = BTreeSet::new();
            choices.iter().all(|choice| seen.insert(choice.project))
        } else {
            choices.iter().zip(choices.iter().skip(1)).all(|(a, b)| a.project < b.project)
        };
        if in_order { Ok(()) } else { Err(Spoiled::Order) }
    }

    fn admits(&self, value: u16, rank: u16) -> bool {
        match self.kind {
            BallotKind::ChooseOne | BallotKind::Approval | BallotKind::Knapsack => value == 1,
            BallotKind::Ranked => value == rank,
            BallotKind::Cumulative => value >= 1,
            BallotKind::Score => u32::from(value) <= self.max_points,
        }
    }

    fn check_envelope(&self, choices: &[Choice]) -> Result<(), Spoiled> {
        let costs = choices.iter().filter_map(|choice| self.cost(choice.project)).map(u128::from);
        if costs.sum::<u128>() <= u128::from(self.envelope) {
            Ok(())
        } else {
            Err(Spoiled::Envelope)
        }
    }

    fn check_points(&self, choices: &[Choice]) -> Result<(), Spoiled> {
        let points: u64 = choices.iter().map(|choice| u64::from(choice.value)).sum();
        if points <= u64::from(self.max_points) { Ok(()) } else { Err(Spoiled::Points) }
    }
}
