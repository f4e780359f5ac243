//! What every rule writes down as it goes: purchases, reasons, ties and steps.

use crate::constraints::Allowance;
use crate::decimal::Decimal;
use crate::election::Election;
use crate::instance::{Money, ProjectId, ProjectIndex};
use crate::outcome::{Outcome, Reason, Tie, Verdict};
use crate::scores::Scores;
use crate::trace::Step;

/// The account of one tally; [`Account::finish`] makes it an outcome.
pub(super) struct Account<'a, 'e> {
    pub(super) election: &'a Election<'e>,
    pub(super) scores: &'a Scores,
    pub(super) remaining: Money,
    pub(super) ties: Vec<Tie>,
    pub(super) winners: Vec<ProjectIndex>,
    allowance: Allowance<'e>,
    trace: &'a mut dyn FnMut(Step),
    /// One per project once it is known.
    reasons: Vec<Option<Reason>>,
}

impl<'a, 'e> Account<'a, 'e> {
    /// Opens the account and reports the start.
    pub(super) fn open(
        rule: &str,
        election: &'a Election<'e>,
        scores: &'a Scores,
        trace: &'a mut dyn FnMut(Step),
    ) -> Self {
        let remaining = election.instance.envelope();
        let reasons = vec![None; election.instance.projects().len()];
        let (ties, winners) = (Vec::new(), Vec::new());
        let allowance = Allowance::full(election.limits);
        let mut account =
            Self { election, scores, remaining, ties, winners, allowance, trace, reasons };
        account.report(Step::Start {
            rule: rule.to_owned(),
            envelope: account.amount(remaining),
            projects: account.reasons.len() as u64,
            voters: election.profile.voters(),
            ties: election.ties.rule(),
        });
        account
    }

    /// Pays for a project; what was left before and after. `None`, and nothing paid, when it does
    /// not fit.
    pub(super) fn buy(&mut self, project: ProjectIndex) -> Option<(Decimal, Decimal)> {
        let left = self.remaining.after(self.election.instance.cost(project))?;
        let before = self.amount(self.remaining);
        self.remaining = left;
        self.winners.push(project);
        self.allowance.take(project, self.election.instance);
        Some((before, self.amount(left)))
    }

    /// Settles a project that a limit forbids by now; whether it was so.
    pub(super) fn refuse(&mut self, project: ProjectIndex) -> bool {
        let Some(reason) = self.allowance.refusal(project, self.election.instance) else {
            return false;
        };
        self.report(Step::Refused { project: self.id(project), reason: reason.clone() });
        self.settle(project, reason);
        true
    }

    /// What limits still allow.
    pub(super) const fn allowance(&self) -> &Allowance<'e> {
        &self.allowance
    }

    pub(super) fn settle(&mut self, project: ProjectIndex, reason: Reason) {
        if let Some(place) = self.reasons.get_mut(project.position()) {
            *place = Some(reason);
        }
    }

    /// The projects of which nothing has been decided.
    pub(super) fn open_projects(&self) -> Vec<ProjectIndex> {
        let all = self.election.instance.indexes().zip(&self.reasons);
        all.filter(|(_, reason)| reason.is_none()).map(|(project, _)| project).collect()
    }

    pub(super) fn report(&mut self, step: Step) {
        (self.trace)(step);
    }

    pub(super) fn has_tie(&self, projects: &[ProjectId]) -> bool {
        self.ties.iter().any(|tie| tie.projects == projects)
    }

    pub(super) fn report_tie(&mut self, tie: Tie) {
        self.report(Step::Tie(tie.clone()));
        self.ties.push(tie);
    }

    pub(super) fn purchases(&self) -> u32 {
        // At most as many purchases as projects, whose indexes fit 32 bits.
        self.winners.len() as u32
    }

    pub(super) fn amount(&self, money: Money) -> Decimal {
        self.election.instance.amount(money)
    }

    pub(super) fn id(&self, project: ProjectIndex) -> ProjectId {
        self.election.instance.project(project).id.clone()
    }

    /// Reports the end; every project has its reason by now.
    pub(super) fn finish(mut self, rule: &'static str) -> Outcome {
        let instance = self.election.instance;
        let total_cost = self
            .winners
            .iter()
            .fold(Money::default(), |total, winner| total.plus(instance.cost(*winner)));
        self.report(Step::End {
            winners: self
                .winners
                .iter()
                .map(|winner| instance.project(*winner).id.clone())
                .collect(),
            total_cost: instance.amount(total_cost),
            remaining: instance.amount(self.remaining),
        });
        let verdicts = instance.indexes().zip(self.reasons).filter_map(|(project, reason)| {
            let supporters = self.scores.support(project).supporters;
            let score = self.scores.score(project);
            Some(Verdict { project, supporters, score, reason: reason? })
        });
        let verdicts = verdicts.collect();
        let (winners, ties) = (self.winners, self.ties);
        Outcome { rule, winners, total_cost, objective: None, uniqueness: None, verdicts, ties }
    }
}
