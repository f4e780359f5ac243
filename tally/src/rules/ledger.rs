//! What voters still hold, exactly, without holding it for each of them.
//!
//! Whoever has money left paid every purchase that they support in full: their money is the
//! endowment minus, for each such purchase j, price_j times what it is worth to them. So every
//! sum over voters is `W * endowment - sum C_j * price_j` with whole W and C_j, and only the
//! prices are long numbers. Price j is `numerator_j / D_j` with `D_j = D_(j-1) * demand_j`,
//! which lets a sum be taken in Horner's way with short factors, never reducing a fraction.

use num_bigint::{BigInt, BigUint, Sign};

/// Money of each voter at the start: `numerator / denominator` smallest units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endowment {
    pub(super) numerator: u128,
    pub(super) denominator: u64,
}

/// The prices of all purchases, exactly.
pub(super) struct Ledger {
    endowment: Endowment,
    prices: Vec<Price>,
    /// The product of the endowment's denominator and of all demands.
    denominator: BigUint,
}

struct Price {
    numerator: BigInt,
    demand: u64,
}

/// How much of each purchase a set of voters paid: enough to know what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holdings {
    /// How many voters.
    pub(super) voters: u64,
    /// By purchase: the sum of worths of those who paid.
    pub(super) paid: Vec<u128>,
}

impl Ledger {
    pub(super) fn open(endowment: Endowment) -> Self {
        let denominator = BigUint::from(endowment.denominator);
        Self { endowment, prices: Vec::new(), denominator }
    }

    pub(super) const fn endowment(&self) -> &Endowment {
        &self.endowment
    }

    pub(super) fn purchases(&self) -> usize {
        self.prices.len()
    }

    /// The last price: `numerator / (denominator before it * demand)`.
    pub(super) fn last(&self) -> Option<(&BigInt, u64)> {
        self.prices.last().map(|price| (&price.numerator, price.demand))
    }

    /// Times what [`Ledger::due`] is more than it stands for.
    pub(super) const fn denominator(&self) -> &BigUint {
        &self.denominator
    }

    /// `cost` minus what these voters hold, times [`Ledger::denominator`].
    pub(super) fn due(&self, cost: u128, holdings: &Holdings) -> BigInt {
        let mut sum = BigInt::from(cost) * self.endowment.denominator
            - BigInt::from(self.endowment.numerator) * holdings.voters;
        let paid = holdings.paid.iter().copied().chain(std::iter::repeat(0));
        // Demands by which the sum has still to be multiplied: as many at once as fit a word.
        let mut waiting = 1_u64;
        for (price, paid) in self.prices.iter().zip(paid) {
            waiting = waiting.checked_mul(price.demand).unwrap_or_else(|| {
                sum *= waiting;
                price.demand
            });
            if paid > 0 {
                sum *= std::mem::replace(&mut waiting, 1);
                sum += &price.numerator * paid;
            }
        }
        sum * waiting
    }

    /// Notes a purchase at the price `due / (denominator * demand)` per unit of worth.
    pub(super) fn note(&mut self, due: BigInt, demand: u64) {
        self.denominator *= demand;
        self.prices.push(Price { numerator: due, demand });
    }
}

/// A difference as an amount: 0 when negative.
pub(super) fn amount(difference: &BigInt) -> BigUint {
    match difference.sign() {
        Sign::Minus => BigUint::ZERO,
        _ => difference.magnitude().clone(),
    }
}
