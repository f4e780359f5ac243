//! What limits still allow while a rule buys.

use crate::decimal::Decimal;
use crate::instance::{Instance, Money, ProjectIndex};
use crate::outcome::Reason;

/// A limit of an election's projects.
#[derive(Clone, Debug)]
pub(crate) struct Bounded {
    pub(crate) name: String,
    /// By project: whether it stands under the limit.
    pub(crate) members: Vec<bool>,
    pub(crate) number: Option<u32>,
    /// As it was given, and in the instance's smallest units, rounded down: costs are whole there.
    pub(crate) amount: Option<(Decimal, u128)>,
}

impl Bounded {
    pub(crate) fn holds(&self, project: ProjectIndex) -> bool {
        self.members.get(project.position()).is_some_and(|member| *member)
    }
}

/// Limits with what has been funded under them.
#[derive(Clone, Debug)]
pub(crate) struct Allowance<'e> {
    limits: &'e [Bounded],
    /// By limit.
    used: Vec<Used>,
}

#[derive(Clone, Debug, Default)]
struct Used {
    funded: Vec<ProjectIndex>,
    spent: Money,
}

impl<'e> Allowance<'e> {
    pub(crate) fn full(limits: &'e [Bounded]) -> Self {
        Self { limits, used: vec![Used::default(); limits.len()] }
    }

    pub(crate) fn take(&mut self, project: ProjectIndex, instance: &Instance) {
        for (limit, used) in self.limits.iter().zip(&mut self.used) {
            if limit.holds(project) {
                used.funded.push(project);
                used.spent = used.spent.plus(instance.cost(project));
            }
        }
    }

    pub(crate) fn allows(&self, project: ProjectIndex, instance: &Instance) -> bool {
        self.refusing(project, instance).is_none()
    }

    /// Whether all of these may be funded on top of what is.
    pub(crate) fn allows_all(
        &self,
        mut projects: impl Iterator<Item = ProjectIndex>,
        instance: &Instance,
    ) -> bool {
        if self.limits.is_empty() {
            return true;
        }
        let mut after = self.clone();
        projects.all(|project| {
            let allowed = after.allows(project, instance);
            after.take(project, instance);
            allowed
        })
    }

    /// Why a project may not be funded any more, by the first limit that forbids it.
    pub(crate) fn refusal(&self, project: ProjectIndex, instance: &Instance) -> Option<Reason> {
        let (limit, used) = self.refusing(project, instance)?;
        let cost = instance.cost(project);
        match (limit.number, limit.amount) {
            (Some(most), _) if used.funded.len() as u64 >= u64::from(most) => {
                let id = |project: &ProjectIndex| instance.project(*project).id.clone();
                let funded = used.funded.iter().map(id).collect();
                Some(Reason::LimitOfNumber { limit: limit.name.clone(), most, funded })
            }
            (_, Some((most, _))) => Some(Reason::LimitOfMoney {
                limit: limit.name.clone(),
                most,
                spent: instance.amount(used.spent),
                cost: instance.amount(cost),
            }),
            _ => None,
        }
    }

    fn refusing(&self, project: ProjectIndex, instance: &Instance) -> Option<(&'e Bounded, &Used)> {
        let cost = instance.cost(project);
        let refuses = |(limit, used): &(&'e Bounded, &Used)| {
            limit.holds(project)
                && (limit.number.is_some_and(|most| used.funded.len() as u64 >= u64::from(most))
                    || limit.amount.is_some_and(|(_, most)| used.spent.plus(cost).units() > most))
        };
        self.limits.iter().zip(&self.used).find(refuses)
    }
}
