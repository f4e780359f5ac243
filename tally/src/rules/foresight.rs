//! Whether a rule is sure to decide an election, told before there are ballots.
//!
//! Two kinds of rules search, and refuse where the search would not end in reasonable time. How
//! long it gets depends on ballots; a bound follows from amounts alone.

use num_integer::Integer as _;

use super::equal_shares::{Completion, MOST_RUNS};
use super::maxwelfare::{MOST_CHOICES, MOST_TAKEN};
use super::{EqualShares, Rule};
use crate::decimal::power_of_ten;
use crate::instance::{Instance, Money};

/// What is known of a rule's search, see [`Rule::foresee`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foresight {
    /// Whatever the ballots say, it is not refused for its length.
    Sure,
    /// Everyone's share grows at most so many times by 1. Growing is refused after 4,000,000
    /// runs; steps at which the same is bought need none, and the smaller the unit of currency
    /// is against the shares, the more of them there are.
    AtMostSteps(u128),
    /// The best choice is sought among at most so many intermediate ones, 4,000,000 of which may
    /// be held at once. Those that cannot become the best are dropped on the way.
    AtMostChoices(u128),
}

impl Rule {
    /// How long the search of this rule may get in an election without limits of groups.
    #[must_use]
    pub fn foresee(&self, instance: &Instance) -> Foresight {
        match self {
            Self::EqualShares(EqualShares { completion: Completion::None, .. }) => Foresight::Sure,
            Self::EqualShares(_) => match steps(instance) {
                few if few <= u128::from(MOST_RUNS) => Foresight::Sure,
                steps => Foresight::AtMostSteps(steps),
            },
            Self::MaxWelfare { .. } => {
                let choices = choices(instance);
                let all = choices.saturating_mul(instance.projects().len() as u128);
                let few = choices <= MOST_CHOICES as u128 && all <= MOST_TAKEN as u128;
                if few { Foresight::Sure } else { Foresight::AtMostChoices(choices) }
            }
            _ => Foresight::Sure,
        }
    }
}

/// Whoever has as much as all projects cost can pay alone for all that they support: then all of
/// it is bought, and there is nothing to grow for.
fn steps(instance: &Instance) -> u128 {
    let one = power_of_ten(instance.places()).unwrap_or(1);
    let costs = instance.projects().iter().map(|project| project.cost);
    costs.fold(Money::default(), Money::plus).units().div_ceil(one) + 1
}

/// Of choices that cost the same only one is held, and all costs are multiples of one amount.
fn choices(instance: &Instance) -> u128 {
    let room = instance.envelope().units();
    let costs = instance.projects().iter().map(|project| project.cost.units());
    let costs = costs.filter(|cost| (1..=room).contains(cost));
    let unit = costs.fold(0, |unit, cost| unit.gcd(&cost));
    let by_cost = room.checked_div(unit).unwrap_or(0).saturating_add(1);
    let projects = u32::try_from(instance.projects().len()).unwrap_or(u32::MAX);
    by_cost.min(1_u128.checked_shl(projects).unwrap_or(u128::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;

    fn instance(envelope: u64, costs: impl Iterator<Item = u64>) -> Instance {
        let projects = costs.enumerate().map(|(number, cost)| (number.to_string(), cost.into()));
        Instance::new(Decimal::from(envelope), projects).unwrap()
    }

    fn foresee(rule: &str, instance: &Instance) -> Foresight {
        Rule::from_name(rule, &[]).unwrap().foresee(instance)
    }

    #[test]
    fn rules_that_do_not_search_are_sure() {
        let huge = instance(1 << 60, (1..300).map(|cost| cost << 40 | 1));
        for rule in ["greedy_votes", "mes_cost", "mes_card_u", "phragmen"] {
            assert_eq!(foresee(rule, &huge), Foresight::Sure, "{rule}");
        }
    }

    #[test]
    fn shares_need_not_grow_beyond_all_costs() {
        let million = instance(1_000_000, [1_999_999, 2_000_000].into_iter());
        assert_eq!(foresee("mes_cost_add1", &million), Foresight::Sure);
        let more = instance(1_000_000, [2_000_000, 2_000_000].into_iter());
        assert_eq!(foresee("mes_cost_add1u_city", &more), Foresight::AtMostSteps(4_000_001));
    }

    #[test]
    fn choices_are_counted_by_projects_or_by_what_all_costs_are_multiples_of() {
        // Soʻm: 120 projects for whole millions, and an envelope of 20 milliard.
        let round = instance(20_000_000_000, (1..=120).map(|cost| cost * 7_000_000));
        assert_eq!(foresee("maxwelfare_cost", &round), Foresight::Sure);
        let odd = instance(20_000_000_000, (1..=120).map(|cost| cost * 7_000_000 + 1));
        let most = Foresight::AtMostChoices(20_000_000_001);
        assert_eq!(foresee("maxwelfare_votes", &odd), most);
        let few = instance(20_000_000_000, (1..=21).map(|cost| cost * 7_000_000 + 1));
        assert_eq!(foresee("maxwelfare_votes", &few), Foresight::Sure);
        // What does not fit is not chosen, and decides no unit.
        let beyond = instance(1_000, [500, 1_001, 250].into_iter());
        assert_eq!(choices(&beyond), 5);
    }
}
