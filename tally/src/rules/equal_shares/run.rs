//! Equal Shares for one endowment: round by round the project of least rho.
//!
//! Prices never fall from round to round, so a bound from an earlier round still holds, and only
//! the projects at the head of the queue are looked at (lazy evaluation). What is bought, and
//! what can no longer be bought, is decided on exact numbers.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::books::{NEVER, Noted};
use super::offer::{Offer, Raised};
use super::reach::Reach;
use super::scale::Scale;
use super::sides::Sides;
use crate::constraints::Allowance;
use crate::instance::ProjectIndex;
use crate::rules::backers::{Backer, Backers};
use crate::rules::ledger::{Endowment, Ledger};

/// One purchase; its price is the ledger's last, once that is written up.
#[derive(Clone, Debug)]
pub(super) struct Purchase {
    pub(super) project: ProjectIndex,
    /// The projects of the same rho, in tie order; the one bought comes first.
    pub(super) equals: Vec<ProjectIndex>,
    /// Voters who paid the price times its worth to them.
    pub(super) paid_in_full: u64,
    /// Voters who paid less: all that they had left.
    pub(super) spent_last: u64,
}

/// A run in progress.
pub(super) struct Run<'b, 'e> {
    pub(super) backers: &'b Backers<'e>,
    pub(super) scale: Scale,
    /// The exact prices, as far as they were asked for.
    pub(super) ledger: Ledger,
    pub(super) noted: Vec<Noted>,
    /// By group: an upper bound of each voter's money, in grains; 0 is exact.
    pub(super) purses: Vec<u64>,
    /// By group: how many grains a purse may be above the truth.
    pub(super) slack: Vec<u64>,
    /// The greatest that any group ever had.
    pub(super) most_slack: u64,
    /// By group: at which purchase it spent its last.
    pub(super) spent_at: Vec<u32>,
    /// Who gives all they have to which project.
    pub(super) sides: Sides,
    /// By project: its cost in grains, rounded down.
    grains: Vec<u128>,
    /// By project: a lower bound of its price.
    pub(super) floors: Vec<u64>,
    /// By project: the number of purchases when its bound was last raised to the end, plus one.
    pub(super) raised: Vec<usize>,
    /// By project: in which purchase it was bought.
    pub(super) bought: Vec<Option<u32>>,
    queue: BinaryHeap<Reverse<(u128, ProjectIndex)>>,
    /// What limits still allow.
    pub(super) allowance: Allowance<'e>,
}

impl<'b, 'e> Run<'b, 'e> {
    /// `sides` may have been through another run of the same election.
    pub(super) fn start(
        backers: &'b Backers<'e>,
        scale: Scale,
        endowment: Endowment,
        mut sides: Sides,
    ) -> Self {
        sides.begin(backers);
        let instance = backers.election.instance;
        let grains = |project| scale.grains(instance.cost(project).units(), &endowment);
        let grains: Vec<u128> = instance.indexes().map(grains).collect();
        // What all voters together cannot pay does not take part.
        let all = u128::from(scale.full()) * u128::from(backers.voters);
        let mut run = Self {
            backers,
            scale,
            ledger: Ledger::open(endowment),
            noted: Vec::new(),
            purses: vec![scale.full(); backers.weights.len()],
            slack: vec![0; backers.weights.len()],
            most_slack: 0,
            spent_at: vec![NEVER; backers.weights.len()],
            sides,
            floors: vec![0; grains.len()],
            raised: vec![0; grains.len()],
            bought: vec![None; grains.len()],
            queue: BinaryHeap::with_capacity(grains.len()),
            allowance: Allowance::full(backers.election.limits),
            grains,
        };
        for project in instance.indexes() {
            let grains = Some(run.grains(project)).filter(|grains| *grains <= all);
            let floor = grains.and_then(|grains| scale.price(grains, backers.demand(project)));
            if let Some(floor) = floor {
                run.wait(project, floor);
            }
        }
        run
    }

    /// The next purchase, already paid for; `None` when nothing can be bought any more.
    pub(super) fn buy_next(&mut self) -> Option<Purchase> {
        self.buy_noting(None)
    }

    /// The same, and how far it would be the same with more money is noted first.
    pub(super) fn buy_noting(&mut self, reach: Option<&mut Reach>) -> Option<Purchase> {
        let mut equals = self.least_offers();
        let ties = self.backers.election.ties;
        equals.sort_by_key(|offer| ties.rank(offer.project));
        let projects = equals.iter().map(|offer| offer.project).collect();
        if let Some((reach, (chosen, others))) = reach.zip(equals.split_first()) {
            reach.note(self, chosen, others);
        }
        let mut equals = equals.into_iter();
        let chosen = equals.next()?;
        // What was not chosen waits for the next round.
        equals.for_each(|other| self.wait(other.project, other.price));
        Some(self.pay(chosen, projects))
    }

    /// The next purchase where it is known beforehand, already paid for; `None` where bounds and
    /// exact numbers say that it cannot be paid.
    pub(super) fn buy_known(
        &mut self,
        project: ProjectIndex,
        reach: Option<&mut Reach>,
    ) -> Option<Purchase> {
        let round = self.noted.len() + 1;
        let Raised { floor, .. } = self.raised_floor(project, u128::MAX, round)?;
        let place = project.position();
        if let Some((known, raised)) = self.floors.get_mut(place).zip(self.raised.get_mut(place)) {
            (*known, *raised) = (floor, round);
        }
        let offer = self.offer(project)?;
        if let Some(reach) = reach {
            reach.follow(self, &offer);
        }
        Some(self.pay(offer, vec![project]))
    }

    /// The lower bound of a project's price; 0 when it never could be paid.
    pub(super) fn floor(&self, project: ProjectIndex) -> u64 {
        self.floors.get(project.position()).copied().unwrap_or_default()
    }

    /// A project's cost in grains, rounded down.
    pub(super) fn grains(&self, project: ProjectIndex) -> u128 {
        self.grains.get(project.position()).copied().unwrap_or_default()
    }

    /// The offers of least rho, decided exactly where bounds do not suffice.
    fn least_offers(&mut self) -> Vec<Offer> {
        let mut least: Vec<Offer> = Vec::new();
        let mut beaten: Vec<(ProjectIndex, u64)> = Vec::new();
        let round = self.noted.len() + 1;
        while let Some(Reverse((key, project))) = self.queue.pop() {
            let first = least.first().map(|offer| self.key(offer.project, offer.below));
            if first.is_some_and(|first| key > first) {
                self.queue.push(Reverse((key, project)));
                break;
            }
            // What was known beforehand is still in the queue. And limits only tighten: what one
            // forbids does not come back.
            if self.bought.get(project.position()) != Some(&None) || !self.allows(project) {
                continue;
            }
            // First its bound is raised; when the project still comes first, it is decided.
            if self.raised.get(project.position()).is_some_and(|raised| *raised < round) {
                let next = self.queue.peek().map(|Reverse((key, _))| *key);
                let enough = first.into_iter().chain(next).min().unwrap_or(u128::MAX);
                self.raise(project, enough, round);
                continue;
            }
            let Some(mut offer) = self.offer(project) else { continue };
            let first = least.first_mut();
            match first.map_or(Ordering::Less, |first| self.compare(&mut offer, first)) {
                Ordering::Less => {
                    beaten.extend(least.drain(..).map(|offer| (offer.project, offer.price)));
                    least.push(offer);
                }
                Ordering::Equal => least.push(offer),
                Ordering::Greater => beaten.push((project, offer.price)),
            }
        }
        beaten.into_iter().for_each(|(project, floor)| self.wait(project, floor));
        least
    }

    /// Raises a project's bound; a project that cannot be paid does not come back.
    fn raise(&mut self, project: ProjectIndex, enough: u128, round: usize) {
        let Some(Raised { floor, settled }) = self.raised_floor(project, enough, round) else {
            return;
        };
        if let Some(place) = self.raised.get_mut(project.position()).filter(|_| settled) {
            *place = round;
        }
        self.wait(project, floor);
    }

    /// Whether limits still allow a project.
    pub(super) fn allows(&self, project: ProjectIndex) -> bool {
        self.allowance.allows(project, self.backers.election.instance)
    }

    fn wait(&mut self, project: ProjectIndex, floor: u64) {
        if let Some(place) = self.floors.get_mut(project.position()) {
            *place = floor;
        }
        self.queue.push(Reverse((self.key(project, floor), project)));
    }

    pub(super) fn key(&self, project: ProjectIndex, price: u64) -> u128 {
        self.scale.key(price, self.factor(project))
    }

    pub(super) fn factor(&self, project: ProjectIndex) -> u128 {
        self.backers.utility.factor(self.backers.election.instance.cost(project))
    }

    /// Compares two offers of one round by rho; where bounds leave it open, exactly.
    fn compare(&mut self, a: &mut Offer, b: &mut Offer) -> Ordering {
        let before =
            |a: &Offer, b: &Offer| self.key(a.project, a.below) < self.key(b.project, b.price);
        if before(a, b) {
            return Ordering::Less;
        }
        if before(b, a) {
            return Ordering::Greater;
        }
        self.work_out(a);
        self.work_out(b);
        let times = |a: &Offer, b: &Offer| {
            a.due.as_ref().map(|due| due * b.demand * self.factor(b.project))
        };
        times(a, b).cmp(&times(b, a))
    }

    fn pay(&mut self, offer: Offer, equals: Vec<ProjectIndex>) -> Purchase {
        let purchase = self.noted.len() as u32;
        self.collect(&offer, purchase);
        let Offer { project, due, demand, .. } = offer;
        let voters = |backers: &[Backer]| backers.iter().map(|b| u64::from(b.weight)).sum::<u64>();
        let paid_in_full = voters(self.sides.rich(project));
        let spent_last = voters(self.sides.broke(project)) + voters(self.sides.poor(project));
        if let Some(place) = self.bought.get_mut(project.position()) {
            *place = Some(purchase);
        }
        self.allowance.take(project, self.backers.election.instance);
        // What was worked out need not be written up again.
        if let Some(due) = due.filter(|_| self.ledger.purchases() == self.noted.len()) {
            self.ledger.note(due, demand);
        }
        self.noted.push(Noted { project, demand });
        Purchase { project, equals, paid_in_full, spent_last }
    }

    #[expect(clippy::indexing_slicing, reason = "one purse, slack and time per group")]
    fn collect(&mut self, offer: &Offer, purchase: u32) {
        for backer in self.sides.poor(offer.project) {
            let group = backer.group as usize;
            (self.purses[group], self.slack[group]) = (0, 0);
            self.spent_at[group] = self.spent_at[group].min(purchase);
        }
        for backer in self.sides.rich(offer.project) {
            let group = backer.group as usize;
            let share = self.scale.share(offer.price, backer.worth);
            self.purses[group] = self.purses[group].saturating_sub(share);
            // Who paid in full and has nothing left gives nothing to what comes after this.
            if self.purses[group] == 0 {
                self.spent_at[group] = self.spent_at[group].min(purchase.saturating_add(1));
            }
            // They paid less than one grain more than what is asked just above the price.
            self.slack[group] += self.scale.share(offer.below, backer.worth) + 1 - share;
            self.most_slack = self.most_slack.max(self.slack[group]);
        }
    }
}
