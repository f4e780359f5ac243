//! What all greedy rules share: turns in some order, each project bought if it fits.

use std::cmp::Ordering;

use super::RuleInfo;
use super::account::Account;
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::{Money, ProjectId, ProjectIndex};
use crate::outcome::{Outcome, Reason, Tie};
use crate::scores::Scores;
use crate::trace::{Decision, Step};

/// A project in the order of a greedy rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    project: ProjectIndex,
    /// In the smallest units of the profile's points.
    pub(super) score: u128,
    pub(super) cost: Money,
}

/// What happens at a project that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    Skip,
    Stop,
}

/// A greedy rule: the order of turns (`Equal` is a tie) and what ends it.
pub(super) struct Plan<C> {
    pub(super) info: &'static RuleInfo,
    pub(super) compare: C,
    pub(super) misfit: Misfit,
    pub(super) threshold: Option<Decimal>,
}

pub(super) fn higher_score_first(a: &Candidate, b: &Candidate) -> Ordering {
    b.score.cmp(&a.score)
}

impl<C: Fn(&Candidate, &Candidate) -> Ordering> Plan<C> {
    pub(super) fn run(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
    ) -> Result<Outcome, TallyError> {
        let scores = Scores::of(election.profile)?;
        let mut account = Account::open(self.info.name, election, &scores, trace);
        self.spend(&mut account);
        Ok(account.finish(self.info.name))
    }

    /// Gives what is left in `account` to the projects of which nothing has been decided.
    pub(super) fn spend(&self, account: &mut Account<'_, '_>) {
        let mut walk = Walk { account, misfit: self.misfit, stopped_at: None };
        let mut order = walk.admit(self.threshold);
        let ties = walk.account.election.ties;
        order.sort_by(|a, b| {
            (self.compare)(a, b).then_with(|| ties.rank(a.project).cmp(&ties.rank(b.project)))
        });
        for equals in order.chunk_by(|a, b| (self.compare)(a, b) == Ordering::Equal) {
            walk.take_turns(equals);
        }
    }
}

struct Walk<'w, 'a, 'e> {
    account: &'w mut Account<'a, 'e>,
    misfit: Misfit,
    stopped_at: Option<ProjectId>,
}

impl Walk<'_, '_, '_> {
    /// The projects that take part; the others get their reason at once.
    fn admit(&mut self, threshold: Option<Decimal>) -> Vec<Candidate> {
        let open = self.account.open_projects();
        let mut admitted = Vec::with_capacity(open.len());
        for project in open {
            let score = self.account.scores.score(project);
            match threshold {
                Some(threshold) if score < threshold => {
                    self.account.settle(project, Reason::BelowThreshold { score, threshold });
                    let id = self.account.id(project);
                    self.account.report(Step::Excluded { project: id, score, threshold });
                }
                _ => admitted.push(Candidate {
                    project,
                    score: self.account.scores.support(project).score,
                    cost: self.account.election.instance.cost(project),
                }),
            }
        }
        admitted
    }

    /// The turns of projects that the rule holds equal, in tie order.
    fn take_turns(&mut self, equals: &[Candidate]) {
        let before = self.account.remaining;
        let contested = self.stopped_at.is_none() && self.order_matters(equals);
        for candidate in equals {
            self.take_turn(*candidate);
        }
        if let (true, Some(first)) = (contested, equals.first()) {
            let tie = self.tie(self.account.scores.score(first.project), before, equals);
            self.account.report_tie(tie);
        }
    }

    /// Whether another order of these equals would fund other projects.
    ///
    /// What a limit forbids by now has no turn. Of the others, skipping: every order funds the
    /// same unless those that fit alone do not fit together, or limits do not allow them together;
    /// then whichever is refused could have come first. Stopping: every order funds the same if
    /// all fit together and are allowed together, or none fits alone; otherwise one that fits, or
    /// one that does not, may come first.
    fn order_matters(&self, equals: &[Candidate]) -> bool {
        let (left, instance) = (self.account.remaining, self.account.election.instance);
        let allowance = self.account.allowance();
        let allowed = |candidate: &&Candidate| allowance.allows(candidate.project, instance);
        let fits = |candidate: &&Candidate| candidate.cost <= left;
        let all = equals.iter().filter(allowed);
        let fitting = || all.clone().filter(fits);
        let parted = !allowance.allows_all(fitting().map(|candidate| candidate.project), instance);
        match self.misfit {
            Misfit::Skip => parted || cost(fitting()) > left,
            Misfit::Stop => fitting().next().is_some() && (parted || cost(all.clone()) > left),
        }
    }

    fn take_turn(&mut self, candidate: Candidate) {
        let Candidate { project, cost, .. } = candidate;
        let remaining = self.account.amount(self.account.remaining);
        if let Some(at) = self.stopped_at.clone() {
            self.account.settle(project, Reason::Stopped { at, remaining });
            return;
        }
        if self.account.refuse(project) {
            return;
        }
        let (reason, decision) = match self.account.buy(project) {
            Some((before, after)) => {
                let purchase = self.account.purchases();
                (Reason::Funded { purchase, before, after }, Decision::Buy)
            }
            None => (self.misfit_reason(cost), self.misfit_decision(project)),
        };
        self.account.settle(project, reason);
        let (id, score) = (self.account.id(project), self.account.scores.score(project));
        let cost = self.account.amount(cost);
        self.account.report(Step::Turn { project: id, score, cost, remaining, decision });
    }

    fn misfit_reason(&self, cost: Money) -> Reason {
        let missing = cost.after(self.account.remaining).unwrap_or_default();
        Reason::DoesNotFit {
            purchases: self.account.purchases(),
            cost: self.account.amount(cost),
            remaining: self.account.amount(self.account.remaining),
            missing: self.account.amount(missing),
        }
    }

    fn misfit_decision(&mut self, project: ProjectIndex) -> Decision {
        match self.misfit {
            Misfit::Skip => Decision::Skip,
            Misfit::Stop => {
                self.stopped_at = Some(self.account.id(project));
                Decision::Stop
            }
        }
    }

    fn tie(&self, score: Decimal, remaining: Money, equals: &[Candidate]) -> Tie {
        let won = |candidate: &&Candidate| self.account.winners.contains(&candidate.project);
        Tie {
            score,
            rho: None,
            remaining: self.account.amount(remaining),
            projects: equals.iter().map(|candidate| self.account.id(candidate.project)).collect(),
            funded: equals.iter().filter(won).map(|c| self.account.id(c.project)).collect(),
        }
    }
}

/// What they cost together.
fn cost<'c>(candidates: impl Iterator<Item = &'c Candidate>) -> Money {
    candidates.fold(Money::default(), |total, candidate| total.plus(candidate.cost))
}
