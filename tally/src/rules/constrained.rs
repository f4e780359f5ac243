//! Any rule under the constraints of a season: an election for each part of the envelope, put
//! together again.

use super::Rule;
use crate::constraints::{Constraints, PartElection, Plan};
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::{Instance, Money, ProjectIndex};
use crate::outcome::{Outcome, Reason, Uniqueness, Verdict};
use crate::scores::Scores;
use crate::trace::Step;

pub(super) fn run(
    rule: Rule,
    election: &Election<'_>,
    constraints: &Constraints,
    trace: &mut dyn FnMut(Step),
) -> Result<Outcome, TallyError> {
    let scores = Scores::of(election.profile)?;
    let plan = constraints.plan(election, &scores)?;
    let mut whole = Whole::new(election.instance);
    whole.leave_out(&plan, constraints.min_votes, &scores, trace);
    for part in &plan.elections {
        let instance = &part.instance;
        if let Some(name) = part.name.clone() {
            trace(Step::Part { name, amount: instance.amount(instance.envelope()) });
        }
        whole.add(part, rule.decide(&part.election(), trace)?)?;
    }
    let outcome = whole.finish(rule.name());
    if !constraints.parts.is_empty() {
        trace(end(&outcome, election.instance));
    }
    Ok(outcome)
}

impl PartElection {
    fn election(&self) -> Election<'_> {
        Election {
            instance: &self.instance,
            profile: &self.profile,
            ties: &self.ties,
            constraints: None,
            limits: &self.limits,
        }
    }
}

/// The outcome of all parts, as far as they are decided.
struct Whole<'i> {
    instance: &'i Instance,
    outcome: Outcome,
    /// By project.
    verdicts: Vec<Option<Verdict>>,
}

impl<'i> Whole<'i> {
    fn new(instance: &'i Instance) -> Self {
        let outcome = Outcome {
            rule: "",
            winners: Vec::new(),
            total_cost: Money::default(),
            objective: None,
            uniqueness: None,
            verdicts: Vec::new(),
            ties: Vec::new(),
        };
        Self { instance, outcome, verdicts: vec![None; instance.projects().len()] }
    }

    fn leave_out(
        &mut self,
        plan: &Plan,
        needed: u64,
        scores: &Scores,
        trace: &mut dyn FnMut(Step),
    ) {
        for project in plan.too_few.iter().copied() {
            let supporters = scores.support(project).supporters;
            let reason = Reason::TooFewVotes { votes: supporters, needed };
            let id = self.instance.project(project).id.clone();
            trace(Step::Refused { project: id, reason: reason.clone() });
            let score = scores.score(project);
            self.set(Verdict { project, supporters, score, reason });
        }
    }

    fn add(&mut self, part: &PartElection, outcome: Outcome) -> Result<(), TallyError> {
        let before = self.outcome.winners.len() as u32;
        let own = |project: ProjectIndex| {
            self.instance.index_of(part.instance.id(project)).ok_or(TallyError::OtherInstance)
        };
        let winners = outcome.winners.iter().map(|winner| own(*winner));
        let winners = winners.collect::<Result<Vec<ProjectIndex>, TallyError>>()?;
        let verdicts = outcome.verdicts.into_iter().map(|verdict| {
            let project = own(verdict.project)?;
            Ok(Verdict { project, reason: verdict.reason.later(before), ..verdict })
        });
        let verdicts = verdicts.collect::<Result<Vec<Verdict>, TallyError>>()?;
        self.outcome.winners.extend(winners);
        verdicts.into_iter().for_each(|verdict| self.set(verdict));
        let whole = &mut self.outcome;
        whole.ties.extend(outcome.ties);
        whole.uniqueness = both(whole.uniqueness.take(), outcome.uniqueness);
        whole.objective = match (whole.objective, outcome.objective) {
            (Some(a), Some(b)) => Some(a.plus(b).ok_or(TallyError::AmountsTooLarge)?),
            (a, b) => a.or(b),
        };
        Ok(())
    }

    fn set(&mut self, verdict: Verdict) {
        if let Some(place) = self.verdicts.get_mut(verdict.project.position()) {
            *place = Some(verdict);
        }
    }

    fn finish(self, rule: &'static str) -> Outcome {
        let costs = self.outcome.winners.iter().map(|winner| self.instance.cost(*winner));
        let total_cost = costs.fold(Money::default(), Money::plus);
        let verdicts = self.verdicts.into_iter().flatten().collect();
        Outcome { rule, total_cost, verdicts, ..self.outcome }
    }
}

/// Each part may be decided otherwise without the other.
fn both(a: Option<Uniqueness>, b: Option<Uniqueness>) -> Option<Uniqueness> {
    match (a, b) {
        (Some(Uniqueness::Another { mut with, mut without }), Some(other)) => {
            if let Uniqueness::Another { with: more, without: less } = other {
                with.extend(more);
                without.extend(less);
            }
            Some(Uniqueness::Another { with, without })
        }
        (Some(_), Some(other @ Uniqueness::Another { .. })) => Some(other),
        (Some(Uniqueness::Unknown), Some(_)) | (Some(_), Some(Uniqueness::Unknown)) => {
            Some(Uniqueness::Unknown)
        }
        (a, b) => a.or(b),
    }
}

fn end(outcome: &Outcome, instance: &Instance) -> Step {
    let remaining = instance.envelope().after(outcome.total_cost).unwrap_or_default();
    let total_cost: Decimal = instance.amount(outcome.total_cost);
    Step::End {
        winners: outcome.winner_ids(instance),
        total_cost,
        remaining: instance.amount(remaining),
    }
}

impl Reason {
    /// The same, after so many purchases of other parts.
    fn later(mut self, purchases: u32) -> Self {
        if let Self::Funded { purchase, .. }
        | Self::PaidBySupporters { purchase, .. }
        | Self::LoadShared { purchase, .. }
        | Self::InOptimum { purchase, .. } = &mut self
        {
            *purchase += purchases;
        }
        self
    }
}
