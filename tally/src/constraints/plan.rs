//! Constraints applied to one election: which elections are to be held, under which limits.

use std::collections::BTreeSet;

use super::allowance::Bounded;
use super::{ConstraintError, Constraints};
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::{Instance, ProjectId, ProjectIndex};
use crate::profile::Profile;
use crate::scores::Scores;
use crate::ties::TieOrder;

/// What is to be decided.
pub(crate) struct Plan {
    /// One election for each part, or one for all.
    pub(crate) elections: Vec<PartElection>,
    /// The projects with too few supporters.
    pub(crate) too_few: Vec<ProjectIndex>,
}

/// The election of one part.
pub(crate) struct PartElection {
    /// The part's name; `None` when the envelope is one.
    pub(crate) name: Option<String>,
    pub(crate) instance: Instance,
    pub(crate) profile: Profile,
    pub(crate) ties: TieOrder,
    pub(crate) limits: Vec<Bounded>,
}

/// A part, or the whole, before its election is made.
struct Section {
    name: Option<String>,
    amount: Decimal,
    projects: Vec<ProjectIndex>,
}

impl Constraints {
    /// Checks the constraints against an election and applies them.
    pub(crate) fn plan(
        &self,
        election: &Election<'_>,
        scores: &Scores,
    ) -> Result<Plan, TallyError> {
        self.check_names()?;
        let mut sections = self.sections(election.instance)?;
        self.check_limits(election.instance, &sections)?;
        let too_few = |project: &ProjectIndex| scores.support(*project).supporters < self.min_votes;
        for section in &mut sections {
            section.projects.retain(|project| !too_few(project));
        }
        let elections = sections.into_iter().map(|section| self.hold(section, election));
        Ok(Plan {
            elections: elections.collect::<Result<_, TallyError>>()?,
            too_few: election.instance.indexes().filter(too_few).collect(),
        })
    }

    fn check_names(&self) -> Result<(), ConstraintError> {
        let mut seen = BTreeSet::new();
        let limits = self.limits.iter().map(|limit| &limit.name);
        let mut all = limits.chain(self.parts.iter().map(|part| &part.name));
        match all.find(|name| !seen.insert(name.as_str())) {
            Some(name) => Err(ConstraintError::RepeatedName(name.clone())),
            None => Ok(()),
        }
    }

    fn sections(&self, instance: &Instance) -> Result<Vec<Section>, TallyError> {
        let envelope = instance.amount(instance.envelope());
        if self.parts.is_empty() {
            let projects = instance.indexes().collect();
            return Ok(vec![Section { name: None, amount: envelope, projects }]);
        }
        let mut amounts = self.parts.iter().map(|part| part.amount);
        let parts = amounts.try_fold(Decimal::from(0), Decimal::plus);
        let parts = parts.ok_or(TallyError::AmountsTooLarge)?;
        if parts > envelope {
            return Err(ConstraintError::PartsTooLarge { parts, envelope }.into());
        }
        let mut owner: Vec<Option<&str>> = vec![None; instance.projects().len()];
        for part in &self.parts {
            for project in indexes(instance, &part.name, &part.projects)? {
                let place = owner.get_mut(project.position());
                if let Some(first) = place.and_then(|place| place.replace(&part.name)) {
                    let (first, second) = (first.to_owned(), part.name.clone());
                    let project = instance.project(project).id.clone();
                    return Err(ConstraintError::InTwoParts { project, first, second }.into());
                }
            }
        }
        if let Some((project, _)) = instance.indexes().zip(&owner).find(|(_, part)| part.is_none())
        {
            return Err(ConstraintError::InNoPart(instance.project(project).id.clone()).into());
        }
        let section = |name: &String, amount: Decimal| {
            let mine = instance.indexes().zip(&owner).filter(|(_, part)| **part == Some(name));
            let projects = mine.map(|(project, _)| project).collect();
            Section { name: Some(name.clone()), amount, projects }
        };
        Ok(self.parts.iter().map(|part| section(&part.name, part.amount)).collect())
    }

    fn check_limits(
        &self,
        instance: &Instance,
        sections: &[Section],
    ) -> Result<(), ConstraintError> {
        for limit in &self.limits {
            if limit.number.is_none() && limit.amount.is_none() {
                return Err(ConstraintError::NoLimit(limit.name.clone()));
            }
            let projects = indexes(instance, &limit.name, &limit.projects)?;
            let touched = sections.iter().filter(|section| {
                projects.iter().any(|project| section.projects.contains(project))
            });
            let mut touched = touched.filter_map(|section| section.name.clone());
            if let (Some(first), Some(second)) = (touched.next(), touched.next()) {
                let limit = limit.name.clone();
                return Err(ConstraintError::AcrossParts { limit, first, second });
            }
        }
        Ok(())
    }

    fn hold(&self, section: Section, election: &Election<'_>) -> Result<PartElection, TallyError> {
        let whole = election.instance;
        let listed = section
            .projects
            .iter()
            .map(|project| (whole.id(*project).to_owned(), whole.amount(whole.cost(*project))));
        let instance = Instance::new(section.amount, listed)?;
        let mut places = vec![None; whole.projects().len()];
        for (project, own) in section.projects.iter().zip(instance.indexes()) {
            if let Some(place) = places.get_mut(project.position()) {
                *place = Some(own);
            }
        }
        let limits = self.limits.iter().map(|limit| {
            let holds = |id: &ProjectId| limit.projects.contains(id);
            let amount = |amount: Decimal| (amount, amount.units_below(instance.places()));
            Bounded {
                name: limit.name.clone(),
                members: instance.projects().iter().map(|project| holds(&project.id)).collect(),
                number: limit.number,
                amount: limit.amount.map(amount),
            }
        });
        Ok(PartElection {
            name: section.name,
            limits: limits.filter(|limit| limit.members.contains(&true)).collect(),
            profile: election.profile.about(&places, &instance)?,
            ties: election.ties.among(&section.projects),
            instance,
        })
    }
}

/// The projects that a constraint names.
fn indexes(
    instance: &Instance,
    name: &str,
    projects: &[ProjectId],
) -> Result<BTreeSet<ProjectIndex>, ConstraintError> {
    let index = |id: &ProjectId| {
        instance.index_of(id.as_str()).ok_or_else(|| ConstraintError::UnknownProject {
            name: name.to_owned(),
            project: id.clone(),
        })
    };
    projects.iter().map(index).collect()
}
