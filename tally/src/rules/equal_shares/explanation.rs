//! A run told step by step: who paid how much, and what the others lacked.

use num_bigint::BigUint;

use super::ledger::amount;
use super::run::{Purchase, Run};
use crate::fraction::Fraction;
use crate::instance::ProjectIndex;
use crate::outcome::{Reason, Tie};
use crate::rules::account::Account;
use crate::trace::Step;

pub(super) struct Explanation<'x, 'a, 'e, 'b> {
    pub(super) account: &'x mut Account<'a, 'e>,
    pub(super) run: Run<'b, 'e>,
}

impl Explanation<'_, '_, '_, '_> {
    /// Buys until nothing can be bought. Losers are settled here unless the rule goes on.
    pub(super) fn tell(mut self, tried: u64, goes_on: bool) {
        self.tell_endowment(tried);
        let mut purchases = Vec::new();
        loop {
            let denominator = self.run.ledger.denominator().clone();
            let Some(purchase) = self.run.buy_next() else { break };
            self.tell_purchase(&purchase, &denominator);
            let rho = self.rho(&purchase, &denominator);
            purchases.push((purchase, rho));
        }
        self.tell_ties(&purchases);
        for project in self.account.open_projects() {
            self.tell_loser(project, goes_on);
        }
    }

    fn tell_endowment(&mut self, tried: u64) {
        let endowment = self.run.ledger.endowment();
        let (numerator, denominator) =
            (BigUint::from(endowment.numerator), BigUint::from(endowment.denominator));
        let share = Fraction::new(numerator, denominator).map(|share| self.money(share));
        if let Some(share) = share {
            self.account.report(Step::Shares { share, tried });
        }
    }

    fn tell_purchase(&mut self, purchase: &Purchase, denominator: &BigUint) {
        let project = purchase.project;
        let rho = self.rho(purchase, denominator);
        let price = self.price(purchase, denominator);
        let (paid_in_full, spent_last) = (purchase.paid_in_full, purchase.spent_last);
        let bought = self.account.buy(project);
        let (Some((before, after)), Some(rho), Some(price)) = (bought, rho, price) else { return };
        let number = self.account.purchases();
        self.account.report(Step::Purchase {
            project: self.account.id(project),
            rho: rho.clone(),
            price: price.clone(),
            cost: self.account.amount(self.account.election.instance.cost(project)),
            paid_in_full,
            spent_last,
            remaining: after,
        });
        let purchase = number;
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

    /// A tie is without consequence when all its projects are bought one after the other at the
    /// same rho: each leaves the others' supporters what those need, in every order.
    fn tell_ties(&mut self, purchases: &[(Purchase, Option<Fraction>)]) {
        for (number, (purchase, rho)) in purchases.iter().enumerate() {
            let here = purchases.iter().skip(number);
            let together: Vec<ProjectIndex> = here
                .take_while(|(_, other)| other == rho)
                .map(|(other, _)| other.project)
                .collect();
            let harmless = purchase.equals.iter().all(|project| together.contains(project));
            if purchase.equals.len() > 1 && !harmless {
                let tie = self.tie(purchase, rho.clone(), purchases, number);
                self.account.report_tie(tie);
            }
        }
    }

    fn tie(
        &self,
        purchase: &Purchase,
        rho: Option<Fraction>,
        purchases: &[(Purchase, Option<Fraction>)],
        number: usize,
    ) -> Tie {
        let instance = self.account.election.instance;
        let before = purchases.iter().take(number);
        let spent = before.fold(instance.envelope(), |left, (purchase, _)| {
            left.after(instance.cost(purchase.project)).unwrap_or_default()
        });
        let funded = |project: &&ProjectIndex| self.account.winners.contains(project);
        let id = |project: &ProjectIndex| self.account.id(*project);
        Tie {
            score: self.account.scores.score(purchase.project),
            rho,
            remaining: self.account.amount(spent),
            projects: purchase.equals.iter().map(id).collect(),
            funded: purchase.equals.iter().filter(funded).map(id).collect(),
        }
    }

    fn tell_loser(&mut self, project: ProjectIndex, goes_on: bool) {
        let backers = self.run.backers.of_project(project);
        let cost = self.account.election.instance.cost(project);
        let holdings = self.run.holdings(backers.iter().copied());
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
    fn price(&self, purchase: &Purchase, denominator: &BigUint) -> Option<Fraction> {
        let price = Fraction::new(amount(&purchase.due), denominator * purchase.demand)?;
        Some(self.points(self.money(price)))
    }

    /// The price of one unit of utility.
    fn rho(&self, purchase: &Purchase, denominator: &BigUint) -> Option<Fraction> {
        let utility = self.run.backers.utility;
        let factor = utility.factor(self.account.election.instance.cost(purchase.project));
        let below = denominator * purchase.demand * factor;
        let rho = self.points(Fraction::new(amount(&purchase.due), below)?);
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
