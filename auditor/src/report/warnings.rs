//! Warnings on standard error: each kind once, with how often.

use tally::pb::Warning;

/// Prints the first warning of each kind and the number of further lines with it.
pub(crate) fn print(warnings: &[Warning]) {
    for line in lines(warnings) {
        eprintln!("{line}");
    }
}

fn lines(warnings: &[Warning]) -> Vec<String> {
    let mut kinds: Vec<(&Warning, usize)> = Vec::new();
    for warning in warnings {
        match kinds.iter_mut().find(|(first, _)| first.kind == warning.kind) {
            Some((_, more)) => *more += 1,
            None => kinds.push((warning, 0)),
        }
    }
    let word = |(first, more): (&Warning, usize)| match more {
        0 => format!("warning: {first}"),
        1 => format!("warning: {first} (and 1 line more)"),
        more => format!("warning: {first} (and {more} lines more)"),
    };
    kinds.into_iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tally::pb::{Limit, WarningKind};

    #[test]
    fn one_line_per_kind() {
        let warning = |line, kind| Warning { line, kind };
        let limit = || WarningKind::BreaksLimit(Limit::MaxSumCost);
        let list = [warning(5, limit()), warning(6, WarningKind::NoVote), warning(9, limit())];
        assert_eq!(
            lines(&list),
            [
                "warning: line 5: a vote breaks max_sum_cost; it counts all the same (and 1 line more)",
                "warning: line 6: a row without a vote; it counts as blank",
            ]
        );
    }
}
