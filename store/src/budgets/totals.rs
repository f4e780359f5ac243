//! Sums of lines. Checked: lines whose sum no longer fits are no budget.

use super::{Function, Line};
use crate::{Som, TerritoryId};
use std::collections::BTreeMap;

/// The largest sum: every program reads it from JSON without loss (2^53 - 1).
const LARGEST: i64 = 9_007_199_254_740_991;

/// Planned and spent, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Totals {
    /// Planned for the year.
    pub plan: Som,
    /// Spent so far.
    pub executed: Som,
}

/// A division with its groups, as far as lines name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByFunction {
    /// The division, 1 to 10.
    pub division: u8,
    /// All its groups together.
    pub totals: Totals,
    /// The groups in their order.
    pub groups: Vec<(Function, Totals)>,
}

impl Totals {
    /// Nothing.
    pub const ZERO: Self = Self { plan: Som(0), executed: Som(0) };

    /// All lines together; none when that is more than the largest sum.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Option<Self> {
        lines.into_iter().try_fold(Self::ZERO, |sum, line| sum.plus(line.totals()))
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, more: Self) -> Option<Self> {
        let add = |one: Som, other: Som| {
            let sum = one.0.checked_add(other.0)?;
            (sum <= LARGEST).then_some(Som(sum))
        };
        Some(Self {
            plan: add(self.plan, more.plan)?,
            executed: add(self.executed, more.executed)?,
        })
    }

    /// Lines by division and group, in the order of the classification.
    #[must_use]
    pub fn by_function(lines: &[Line]) -> Vec<ByFunction> {
        let mut divisions: Vec<ByFunction> = Vec::new();
        for (function, totals) in sums(lines, |line| line.function) {
            let division = function.division();
            match divisions.last_mut().filter(|last| last.division == division) {
                Some(last) => {
                    last.totals = last.totals.plus(totals).unwrap_or(last.totals);
                    last.groups.push((function, totals));
                }
                None => {
                    divisions.push(ByFunction {
                        division,
                        totals,
                        groups: vec![(function, totals)],
                    });
                }
            }
        }
        divisions
    }

    /// Lines by territory, in no particular order.
    #[must_use]
    pub fn by_territory(lines: &[Line]) -> Vec<(TerritoryId, Self)> {
        sums(lines, |line| line.territory).into_iter().collect()
    }
}

impl Line {
    /// Its two amounts.
    #[must_use]
    pub const fn totals(&self) -> Totals {
        Totals { plan: self.plan, executed: self.executed }
    }
}

/// Parts of a whole that was summed when the file was read cannot be too large.
fn sums<K: Ord>(lines: &[Line], key: impl Fn(&Line) -> K) -> BTreeMap<K, Totals> {
    let mut sums = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(key(line)).or_insert(Totals::ZERO);
        *sum = sum.plus(line.totals()).unwrap_or(*sum);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(territory: i64, function: &str, plan: i64, executed: i64) -> Line {
        let function = function.parse().unwrap();
        Line {
            territory: TerritoryId(territory),
            function,
            plan: Som(plan),
            executed: Som(executed),
        }
    }

    #[test]
    fn lines_are_summed_by_division_group_and_territory() {
        let lines = [
            line(2, "07.3", 5, 4),
            line(1, "07.2", 10, 1),
            line(2, "07.2", 7, 2),
            line(1, "10.4", 1, 0),
        ];
        let totals = |plan, executed| Totals { plan: Som(plan), executed: Som(executed) };
        assert_eq!(Totals::of(&lines), Some(totals(23, 7)));
        let health = ByFunction {
            division: 7,
            totals: totals(22, 7),
            groups: vec![
                ("07.2".parse().unwrap(), totals(17, 3)),
                ("07.3".parse().unwrap(), totals(5, 4)),
            ],
        };
        let by_function = Totals::by_function(&lines);
        assert_eq!((by_function.len(), &by_function[0]), (2, &health));
        let expected = [(TerritoryId(1), totals(11, 1)), (TerritoryId(2), totals(12, 6))];
        assert_eq!(Totals::by_territory(&lines), expected);
    }

    #[test]
    fn a_sum_that_programs_would_round_is_no_sum() {
        let lines = [line(1, "07.2", LARGEST, 0), line(1, "07.3", 1, 0)];
        assert_eq!(Totals::of(&lines[..1]), Some(lines[0].totals()));
        assert_eq!(Totals::of(&lines), None);
    }
}
