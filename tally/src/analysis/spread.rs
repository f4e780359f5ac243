//! How evenly something lies among voters.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;

/// Mean, median and inequality of what voters have. Without voters all are 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// The sum over all voters, divided by their number.
    pub mean: Fraction,
    /// What the voter in the middle has; of two in the middle, half of both together.
    pub median: Fraction,
    /// The Gini coefficient: half the mean difference of two voters, in means. From 0, where all
    /// have the same (or nothing), to below 1.
    pub gini: Fraction,
}

impl Spread {
    /// Of the numbers of voters by what they have, in units of `10^-places`.
    pub(super) fn of(voters: BTreeMap<u128, u64>, places: u8) -> Self {
        let all = voters.values().sum::<u64>();
        let each = voters.iter().map(|(value, weight)| BigUint::from(*value) * *weight);
        let sum: BigUint = each.sum();
        let mean = Fraction::new(sum.clone(), all.into()).unwrap_or_default();
        Self {
            mean: mean.scaled_down(places),
            median: median(&voters, all).scaled_down(places),
            gini: gini(&voters, all, sum),
        }
    }
}

fn median(voters: &BTreeMap<u128, u64>, all: u64) -> Fraction {
    let at = |place: u64| {
        let mut before = 0;
        let reaches = |(_, weight): &(&u128, &u64)| {
            before += **weight;
            before > place
        };
        voters.iter().find(reaches).map_or(BigUint::ZERO, |(value, _)| BigUint::from(*value))
    };
    let middle = at(all.saturating_sub(1) / 2) + at(all / 2);
    Fraction::new(middle, 2_u8.into()).unwrap_or_default()
}

/// The sum over voters, poorest first, of what they have times (twice their place minus one minus
/// the number of voters), over that number and the sum of what they have.
fn gini(voters: &BTreeMap<u128, u64>, all: u64, sum: BigUint) -> Fraction {
    let (mut above, mut below, mut before) = (BigUint::ZERO, BigUint::ZERO, 0_u64);
    for (value, weight) in voters {
        // Places of a group come in a row: their mean is in its middle.
        let twice = 2 * u128::from(before) + u128::from(*weight);
        let held = BigUint::from(*value) * *weight;
        above += &held * twice;
        below += held * all;
        before += weight;
    }
    // The poorest first: `above` is never the smaller.
    let difference = if above > below { above - below } else { BigUint::ZERO };
    Fraction::new(difference, sum * all).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(values: &[(u128, u64)]) -> [String; 3] {
        let Spread { mean, median, gini } = Spread::of(values.iter().copied().collect(), 0);
        [mean, median, gini].map(|fraction| fraction.to_string())
    }

    #[test]
    fn known_spreads() {
        assert_eq!(spread(&[]), ["0", "0", "0"]);
        assert_eq!(spread(&[(0, 5)]), ["0", "0", "0"]);
        assert_eq!(spread(&[(7, 3)]), ["7", "7", "0"]);
        // One of four has all: (n - 1) / n.
        assert_eq!(spread(&[(0, 3), (8, 1)]), ["2", "0", "3/4"]);
        assert_eq!(spread(&[(1, 1), (2, 1), (3, 1), (4, 1)]), ["5/2", "5/2", "1/4"]);
    }
}
