//! What all greedy rules share: turns in some order, each project bought if it fits.

use std::cmp::Ordering;

use super::RuleInfo;
use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::instance::{Money, ProjectId, ProjectIndex};
use crate::outcome::{Outcome, Reason, Tie, Verdict};
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
        let mut walk = Walk::start(election, &scores, self.misfit, trace);
        walk.report_start(self.info.name);
        let mut order = walk.admit(self.threshold);
        order.sort_by(|a, b| {
            let ties = election.ties;
            (self.compare)(a, b).then_with(|| ties.rank(a.project).cmp(&ties.rank(b.project)))
        });
        for equals in order.chunk_by(|a, b| (self.compare)(a, b) == Ordering::Equal) {
            walk.take_turns(equals);
        }
        Ok(walk.finish(self.info.name))
    }
}

struct Walk<'w, 'e> {
    election: &'w Election<'e>,
    scores: &'w Scores,
    misfit: Misfit,
    trace: &'w mut dyn FnMut(Step),
    remaining: Money,
    stopped_at: Option<ProjectId>,
    winners: Vec<ProjectIndex>,
    ties: Vec<Tie>,
    /// One per project once it had its turn or was excluded.
    reasons: Vec<Option<Reason>>,
}

impl<'w, 'e> Walk<'w, 'e> {
    fn start(
        election: &'w Election<'e>,
        scores: &'w Scores,
        misfit: Misfit,
        trace: &'w mut dyn FnMut(Step),
    ) -> Self {
        Self {
            election,
            scores,
            misfit,
            trace,
            remaining: election.instance.envelope(),
            stopped_at: None,
            winners: Vec::new(),
            ties: Vec::new(),
            reasons: vec![None; election.instance.projects().len()],
        }
    }

    fn report_start(&mut self, rule: &str) {
        self.report(Step::Start {
            rule: rule.to_owned(),
            envelope: self.amount(self.remaining),
            projects: self.reasons.len() as u64,
            voters: self.election.profile.voters(),
            ties: self.election.ties.rule(),
        });
    }

    /// The projects that take part; the others get their reason at once.
    fn admit(&mut self, threshold: Option<Decimal>) -> Vec<Candidate> {
        let mut admitted = Vec::with_capacity(self.reasons.len());
        for project in self.election.instance.indexes() {
            let score = self.scores.score(project);
            match threshold {
                Some(threshold) if score < threshold => {
                    self.settle(project, Reason::BelowThreshold { score, threshold });
                    self.report(Step::Excluded { project: self.id(project), score, threshold });
                }
                _ => admitted.push(Candidate {
                    project,
                    score: self.scores.support(project).score,
                    cost: self.election.instance.cost(project),
                }),
            }
        }
        admitted
    }

    /// The turns of projects that the rule holds equal, in tie order.
    fn take_turns(&mut self, equals: &[Candidate]) {
        let before = self.remaining;
        let contested = self.stopped_at.is_none() && order_matters(equals, before, self.misfit);
        for candidate in equals {
            self.take_turn(*candidate);
        }
        if let (true, Some(first)) = (contested, equals.first()) {
            let tie = self.tie(self.scores.score(first.project), before, equals);
            self.report(Step::Tie(tie.clone()));
            self.ties.push(tie);
        }
    }

    fn take_turn(&mut self, candidate: Candidate) {
        let Candidate { project, cost, .. } = candidate;
        if let Some(at) = self.stopped_at.clone() {
            self.settle(project, Reason::Stopped { at, remaining: self.amount(self.remaining) });
            return;
        }
        let before = self.amount(self.remaining);
        let (reason, decision) = match self.remaining.after(cost) {
            Some(left) => {
                self.remaining = left;
                self.winners.push(project);
                let (purchase, after) = (self.purchases(), self.amount(left));
                (Reason::Funded { purchase, before, after }, Decision::Buy)
            }
            None => (self.misfit_reason(cost), self.misfit_decision(project)),
        };
        self.settle(project, reason);
        self.report(Step::Turn {
            project: self.id(project),
            score: self.scores.score(project),
            cost: self.amount(cost),
            remaining: before,
            decision,
        });
    }

    fn misfit_reason(&self, cost: Money) -> Reason {
        let missing = cost.after(self.remaining).unwrap_or_default();
        Reason::DoesNotFit {
            purchases: self.purchases(),
            cost: self.amount(cost),
            remaining: self.amount(self.remaining),
            missing: self.amount(missing),
        }
    }

    fn misfit_decision(&mut self, project: ProjectIndex) -> Decision {
        match self.misfit {
            Misfit::Skip => Decision::Skip,
            Misfit::Stop => {
                self.stopped_at = Some(self.id(project));
                Decision::Stop
            }
        }
    }

    fn tie(&self, score: Decimal, remaining: Money, equals: &[Candidate]) -> Tie {
        let won = |candidate: &&Candidate| self.winners.contains(&candidate.project);
        Tie {
            score,
            remaining: self.amount(remaining),
            projects: equals.iter().map(|candidate| self.id(candidate.project)).collect(),
            funded: equals.iter().filter(won).map(|c| self.id(c.project)).collect(),
        }
    }

    fn finish(mut self, rule: &'static str) -> Outcome {
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
        Outcome { rule, winners: self.winners, total_cost, verdicts, ties: self.ties }
    }

    fn report(&mut self, step: Step) {
        (self.trace)(step);
    }

    fn settle(&mut self, project: ProjectIndex, reason: Reason) {
        if let Some(place) = self.reasons.get_mut(project.position()) {
            *place = Some(reason);
        }
    }

    fn purchases(&self) -> u32 {
        // At most as many purchases as projects, whose indexes fit 32 bits.
        self.winners.len() as u32
    }

    fn amount(&self, money: Money) -> Decimal {
        self.election.instance.amount(money)
    }

    fn id(&self, project: ProjectIndex) -> ProjectId {
        self.election.instance.project(project).id.clone()
    }
}

/// Whether another order of these equals would fund other projects, with `remaining` left.
///
/// Skipping: every order funds the same unless those that fit alone do not fit together; then
/// whichever is refused could have come first. Stopping: every order funds the same if all fit
/// together or none fits alone; otherwise one that fits, or one that does not, may come first.
fn order_matters(equals: &[Candidate], remaining: Money, misfit: Misfit) -> bool {
    let cost_of = |fitting: bool| {
        let counted = equals.iter().filter(|candidate| !fitting || candidate.cost <= remaining);
        counted.fold(Money::default(), |total, candidate| total.plus(candidate.cost))
    };
    let any_fits = equals.iter().any(|candidate| candidate.cost <= remaining);
    match misfit {
        Misfit::Skip => cost_of(true) > remaining,
        Misfit::Stop => any_fits && cost_of(false) > remaining,
    }
}
