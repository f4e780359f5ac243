//! What differs between two versions of a budget.

use super::{Function, Line, Totals};
use crate::TerritoryId;
use std::collections::BTreeMap;

/// A line that is new, gone, or has other amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub territory: TerritoryId,
    /// What for.
    pub function: Function,
    /// As it was; none: the line is new.
    pub before: Option<Totals>,
    /// As it is; none: the line is gone.
    pub after: Option<Totals>,
}

/// Every line that differs, by territory and function.
#[must_use]
pub fn changes(before: &[Line], after: &[Line]) -> Vec<Change> {
    let mut both: BTreeMap<(TerritoryId, Function), (Option<Totals>, Option<Totals>)> =
        BTreeMap::new();
    for line in before {
        both.entry((line.territory, line.function)).or_default().0 = Some(line.totals());
    }
    for line in after {
        both.entry((line.territory, line.function)).or_default().1 = Some(line.totals());
    }
    let differ = both.into_iter().filter(|(_, (before, after))| before != after);
    differ
        .map(|((territory, function), (before, after))| Change {
            territory,
            function,
            before,
            after,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Som;

    #[test]
    fn new_gone_and_other_lines_are_told_apart_and_equal_ones_are_silent() {
        let line = |function: &str, plan| Line {
            territory: TerritoryId(1),
            function: function.parse().unwrap(),
            plan: Som(plan),
            executed: Som(0),
        };
        let before = [line("01.1", 1), line("07.2", 2), line("09.1", 3)];
        let after = [line("10.4", 4), line("07.2", 5), line("01.1", 1)];
        let seen: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|it| {
                (it.function.to_string(), it.before.map(|t| t.plan.0), it.after.map(|t| t.plan.0))
            })
            .collect();
        let expected = [
            ("07.2".to_owned(), Some(2), Some(5)),
            ("09.1".to_owned(), Some(3), None),
            ("10.4".to_owned(), None, Some(4)),
        ];
        assert_eq!(seen, expected);
        assert!(changes(&before, &before).is_empty());
    }
}
