//! The envelope and the projects that ask for a part of it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;
use crate::error::TallyError;
use crate::mixer::Mixing;

/// A project's id: any text, compared as a Unicode string (`"10" < "9"`). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ProjectId(Arc<str>);

impl ProjectId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ProjectId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl From<ProjectId> for String {
    fn from(id: ProjectId) -> Self {
        id.as_str().to_owned()
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::borrow::Borrow<str> for ProjectId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A project's position in its instance, from 0. Valid only for the instance it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectIndex(u32);

impl ProjectIndex {
    /// The position as an index into slices that hold one value per project.
    #[must_use]
    pub const fn position(self) -> usize {
        self.0 as usize
    }
}

/// Money in the smallest unit that the instance needs: see [`Instance::amount`].
///
/// The costs of all projects together fit: [`Instance::new`] checks it once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(u128);

impl Money {
    /// The number of smallest units.
    #[must_use]
    pub const fn units(self) -> u128 {
        self.0
    }

    /// What is left after paying `cost`, or `None` when it does not suffice.
    #[must_use]
    pub const fn after(self, cost: Self) -> Option<Self> {
        match self.0.checked_sub(cost.0) {
            Some(left) => Some(Self(left)),
            None => None,
        }
    }

    /// The sum. Sums of an instance's costs never saturate, because their total was checked.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// One project on the ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Unique within the instance.
    pub id: ProjectId,
    /// What it takes from the envelope.
    pub cost: Money,
}

/// The envelope and its projects; decimal amounts are held as integers of one common scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    envelope: Money,
    places: u8,
    projects: Vec<Project>,
    index: HashMap<ProjectId, ProjectIndex, Mixing>,
}

impl Instance {
    /// Takes the projects in the order that fixes their [`ProjectIndex`].
    ///
    /// # Errors
    /// A repeated id; more than `u32::MAX` projects; amounts whose total, at their common scale,
    /// exceeds 128 bits.
    pub fn new(
        envelope: Decimal,
        projects: impl IntoIterator<Item = (String, Decimal)>,
    ) -> Result<Self, TallyError> {
        let listed: Vec<(String, Decimal)> = projects.into_iter().collect();
        let amounts = listed.iter().map(|(_, cost)| *cost).chain([envelope]);
        let places = amounts.map(Decimal::places).max().unwrap_or(0);
        let in_units = |amount: Decimal| amount.in_units(places).ok_or(TallyError::AmountsTooLarge);
        let mut instance = Self {
            envelope: Money(in_units(envelope)?),
            places,
            projects: Vec::with_capacity(listed.len()),
            index: HashMap::with_capacity_and_hasher(listed.len(), Mixing::default()),
        };
        let mut total = 0_u128;
        for (id, cost) in listed {
            let cost = in_units(cost)?;
            total = total.checked_add(cost).ok_or(TallyError::AmountsTooLarge)?;
            instance.push(Project { id: id.into(), cost: Money(cost) })?;
        }
        Ok(instance)
    }

    /// The money to be spent.
    #[must_use]
    pub const fn envelope(&self) -> Money {
        self.envelope
    }

    /// All projects, by index.
    #[must_use]
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// The indexes of all projects, ascending.
    pub fn indexes(&self) -> impl ExactSizeIterator<Item = ProjectIndex> + use<> {
        (0..self.projects.len() as u32).map(ProjectIndex)
    }

    /// The index of a project by its id.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<ProjectIndex> {
        self.index.get(id).copied()
    }

    /// The project at an index of this instance.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indexes come from this very instance")]
    pub fn project(&self, index: ProjectIndex) -> &Project {
        &self.projects[index.position()]
    }

    /// A project's id.
    #[must_use]
    pub fn id(&self, index: ProjectIndex) -> &str {
        self.project(index).id.as_str()
    }

    /// A project's cost.
    #[must_use]
    pub fn cost(&self, index: ProjectIndex) -> Money {
        self.project(index).cost
    }

    /// An amount as people write it: units divided by the instance's power of ten.
    #[must_use]
    pub fn amount(&self, money: Money) -> Decimal {
        Decimal::from_units(money.0, self.places)
    }

    /// How many decimal places the smallest unit has (0 when all amounts are whole).
    #[must_use]
    pub const fn places(&self) -> u8 {
        self.places
    }

    fn push(&mut self, project: Project) -> Result<(), TallyError> {
        let next = u32::try_from(self.projects.len()).map_err(|_| TallyError::TooManyProjects)?;
        if self.index.insert(project.id.clone(), ProjectIndex(next)).is_some() {
            return Err(TallyError::RepeatedProject(project.id));
        }
        self.projects.push(project);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn decimal_amounts_share_one_scale_and_print_back() {
        let projects = [("a", "0.5"), ("b", "3.25"), ("c", "7")];
        let projects = projects.map(|(id, cost)| (id.to_owned(), decimal(cost)));
        let instance = Instance::new(decimal("10"), projects).unwrap();
        assert_eq!(instance.places(), 2);
        assert_eq!(instance.envelope().units(), 1000);
        let costs: Vec<String> =
            instance.projects().iter().map(|p| instance.amount(p.cost).to_string()).collect();
        assert_eq!(costs, ["0.5", "3.25", "7"]);
    }

    #[test]
    fn repeated_ids_and_overflowing_totals_are_refused() {
        let twice = ["x", "x"].map(|id| (id.to_owned(), Decimal::from(1)));
        assert_eq!(
            Instance::new(Decimal::from(5), twice),
            Err(TallyError::RepeatedProject("x".to_owned().into()))
        );
        let huge = decimal(&u128::MAX.to_string());
        let huge = ["x", "y"].map(|id| (id.to_owned(), huge));
        assert_eq!(Instance::new(Decimal::from(5), huge), Err(TallyError::AmountsTooLarge));
    }
}
