//! A run told step by step: who paid how much, and what the others lacked.

use num_bigint::BigUint;

use super::run::{Purchase, Run};
use crate::fraction::Fraction;
use crate::instance::{Money, ProjectIndex};
use crate::outcome::Reason;
use crate::rules::account::Account;
use crate::rules::contested::{self, Round};
use crate::rules::ledger::amount;
use crate::trace::Step;

pub(super) struct Explanation<'x, 'a, 'e, 'b> {
    pub(super) account: &'x mut Account<'a, 'e>,
    pub(super) run: Run<'b, 'e>,
}

impl Explanation<'_, '_, '_, '_> {
    /// Buys until nothing can be bought. Losers are settled here unless the rule goes on.
    pub(super) fn tell(mut self, steps: u64, goes_on: bool) {
        self.tell_endowment(steps);
        let mut rounds = Vec::new();
        loop {
            let denominator = self.run.ledger.denominator().clone();
            let Some(purchase) = self.run.buy_next() else { break };
            self.run.write_up();
            if let Some(rho) = self.rho(&purchase, &denominator) {
                self.tell_purchase(&purchase, rho.clone(), &denominator);
                rounds.push(Round { equals: purchase.equals, rho });
            }
        }
        contested::report(&rounds, self.account);
        for project in self.account.open_projects() {
            if !self.account.refuse(project) {
                self.tell_loser(project, goes_on);
            }
        }
    }

    /// Tells the ties of another run of the search, up to where it costs more than the envelope.
    pub(super) fn tell_ties(mut self) {
        let instance = self.account.election.instance;
        let (mut rounds, mut cost) = (Vec::new(), Money::default());
        loop {
            let denominator = self.run.ledger.denominator().clone();
            let Some(purchase) = self.run.buy_next() else { break };
            self.run.write_up();
            let rho = self.rho(&purchase, &denominator);
            rounds.extend(rho.map(|rho| Round { equals: purchase.equals, rho }));
            cost = cost.plus(instance.cost(purchase.project));
            if instance.envelope().after(cost).is_none() {
                break;
            }
        }
        contested::report(&rounds, self.account);
    }

    fn tell_endowment(&mut self, steps: u64) {
        let endowment = self.run.ledger.endowment();
        let (numerator, denominator) =
            (BigUint::from(endowment.numerator), BigUint::from(endowment.denominator));
        let share = Fraction::new(numerator, denominator).map(|share| self.money(share));
        if let Some(share) = share {
            self.account.report(Step::Shares { share, steps });
        }
    }

    fn tell_purchase(&mut self, purchase: &Purchase, rho: Fraction, denominator: &BigUint) {
        let project = purchase.project;
        let price = self.price(denominator);
        let (paid_in_full, spent_last) = (purchase.paid_in_full, purchase.spent_last);
        let Some(((before, after), price)) = self.account.buy(project).zip(price) else { return };
        self.account.report(Step::Purchase {
            project: self.account.id(project),
            rho: rho.clone(),
            price: price.clone(),
            cost: self.account.amount(self.account.election.instance.cost(project)),
            paid_in_full,
            spent_last,
            remaining: after,
        });
        let purchase = self.account.purchases();
        let reason = Reason::PaidBySupporters {
            purchase,
            rho,
            price,
            paid_in_full,
            spent_last,
            before,
            after,
        };
        self.account.settle(project, reason);
    }

    fn tell_loser(&mut self, project: ProjectIndex, goes_on: bool) {
        let backers = self.run.backers.of_project(project);
        let cost = self.account.election.instance.cost(project);
        let holdings = self.run.holdings(backers.iter());
        let missing = amount(&self.run.ledger.due(cost.units(), &holdings));
        let held = amount(&-self.run.ledger.due(0, &holdings));
        let exact = |units| Fraction::new(units, self.run.ledger.denominator().clone());
        let both = exact(missing).zip(exact(held));
        let Some((missing, held)) = both.map(|(a, b)| (self.money(a), self.money(b))) else {
            return;
        };
        let reason = if backers.is_empty() {
            Reason::NoSupport
        } else {
            let cost = self.account.amount(cost);
            let (id, held, missing) = (self.account.id(project), held.clone(), missing.clone());
            self.account.report(Step::CannotPay {
                project: id,
                cost,
                held: held.clone(),
                missing: missing.clone(),
            });
            Reason::SupportersCannotPay { cost, held, missing }
        };
        if !goes_on {
            self.account.settle(project, reason);
        }
    }

    /// The price of one unit of worth in the election's currency.
    fn price(&self, denominator: &BigUint) -> Option<Fraction> {
        let (due, demand) = self.run.ledger.last()?;
        let price = Fraction::new(amount(due), denominator * demand)?;
        Some(self.points(self.money(price)))
    }

    /// The price of one unit of utility.
    fn rho(&self, purchase: &Purchase, denominator: &BigUint) -> Option<Fraction> {
        let utility = self.run.backers.utility;
        let factor = utility.factor(self.account.election.instance.cost(purchase.project));
        let (due, demand) = self.run.ledger.last()?;
        let below = denominator * demand * factor;
        let rho = self.points(Fraction::new(amount(due), below)?);
        // Costs are money, too: their unit cancels out.
        Some(if utility.by_cost() { rho } else { self.money(rho) })
    }

    fn money(&self, units: Fraction) -> Fraction {
        units.scaled_down(self.account.election.instance.places())
    }

    fn points(&self, per_unit: Fraction) -> Fraction {
        let by_points = self.run.backers.utility.by_points();
        let places = if by_points { self.account.election.profile.points_places() } else { 0 };
        per_unit.scaled_up(places)
    }
}
