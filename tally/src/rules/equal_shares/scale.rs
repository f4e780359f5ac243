//! Whole numbers that bound exact ones: money in units of a fine grid.
//!
//! A purse is kept as a whole number of grains, `2^grain_bits` of which are the endowment,
//! rounded up; a price as a whole number of `2^-worth_bits` grains, rounded down. All products
//! fit the types they are computed in, and nothing is decided when a bound is not sharp enough.

use num_bigint::{BigInt, BigUint};

use crate::rules::ledger::{Endowment, Ledger, amount};

/// The grid of one election.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    grain_bits: u32,
    worth_bits: u32,
    /// By how much prices are widened before they are divided by a factor.
    key_bits: u32,
}

impl Scale {
    /// A grid of at most `finest` bits on which worths up to `most_worth` are told apart.
    pub(super) fn new(most_worth: u32, most_factor: u128, finest: u32) -> Self {
        let worth_bits = u32::BITS - most_worth.leading_zeros();
        // A price is at most the endowment: it fits 63 bits, a price times a worth 95.
        let grain_bits = finest.min(63 - worth_bits);
        let spare = u128::BITS - 1 - grain_bits - worth_bits;
        let key_bits = (u128::BITS - most_factor.leading_zeros()).min(spare);
        Self { grain_bits, worth_bits, key_bits }
    }

    /// The grains of a full purse.
    pub(super) const fn full(self) -> u64 {
        1 << self.grain_bits
    }

    /// The highest price that anyone can pay.
    pub(super) const fn highest(self) -> u64 {
        1 << (self.grain_bits + self.worth_bits)
    }

    /// A cost in grains, rounded down; the most there is when it exceeds 128 bits.
    pub(super) fn grains(self, cost: u128, endowment: &Endowment) -> u128 {
        if cost == 0 {
            return 0;
        }
        let Endowment { numerator, denominator } = *endowment;
        if numerator == 0 {
            return u128::MAX;
        }
        let due = cost.checked_mul(u128::from(denominator));
        match due.and_then(|due| due.checked_mul(u128::from(self.full()))) {
            Some(fine) => fine / numerator,
            None => {
                let fine = BigUint::from(cost) * denominator * self.full();
                u128::try_from(fine / numerator).unwrap_or(u128::MAX)
            }
        }
    }

    /// By how many bits a price is finer than a grain.
    pub(super) const fn widened(self) -> u32 {
        self.worth_bits
    }

    /// How many grains each of `steps` that add `step` to the endowment's numerator is, together,
    /// rounded up; not more than half a purse.
    pub(super) fn grains_of(self, steps: u64, step: u128, endowment: &Endowment) -> u64 {
        let more = step.checked_mul(u128::from(steps) * u128::from(self.full()));
        let grains = more.and_then(|more| more.checked_div(endowment.numerator));
        let grains = grains.and_then(|grains| u64::try_from(grains).ok()).unwrap_or(u64::MAX);
        grains.saturating_add(1).min(self.full() / 2)
    }

    /// How many such steps fit into so many grains.
    pub(super) fn steps_in(self, grains: u64, step: u128, endowment: &Endowment) -> u64 {
        let one = step.checked_mul(u128::from(self.full()));
        let all = u128::from(grains).checked_mul(endowment.numerator);
        let steps = all.zip(one).and_then(|(all, one)| all.checked_div(one));
        steps.and_then(|steps| u64::try_from(steps).ok()).unwrap_or(0)
    }

    /// What a supporter pays at a price, rounded down to grains.
    pub(super) const fn share(self, price: u64, worth: u32) -> u64 {
        // At most 2^63 grains, see `new`.
        ((price as u128 * worth as u128) >> self.worth_bits) as u64
    }

    /// `grains / demand` as a price, rounded down; `None` above the highest.
    pub(super) fn price(self, grains: u128, demand: u64) -> Option<u64> {
        // A cost has at most 32 + 62 bits of grains here.
        let price = (grains << self.worth_bits).checked_div(u128::from(demand))?;
        u64::try_from(price).ok().filter(|price| *price <= self.highest())
    }

    /// The exact price `due / (denominator * demand)`, rounded down.
    pub(super) fn exact_price(self, ledger: &Ledger, due: &BigInt, demand: u64) -> Option<u64> {
        let endowment = ledger.endowment();
        let fine = amount(due) << (self.grain_bits + self.worth_bits);
        let above = fine * endowment.denominator;
        let below = ledger.denominator() * demand * endowment.numerator;
        if below == BigUint::ZERO {
            return Some(0);
        }
        u64::try_from(above / below).ok()
    }

    /// A price divided by a project's factor, rounded down: what projects are compared by.
    pub(super) fn key(self, price: u64, factor: u128) -> u128 {
        (u128::from(price) << self.key_bits) / factor.max(1)
    }
}
