//! Amounts: whole so'm, with or without spaces between thousands.

use super::mistake::Wrong;
use store::Som;
use store::budgets::AMOUNT;

/// Reads a cell; nothing is rounded or guessed.
pub(super) fn read(cell: &str) -> Result<Som, Wrong> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err(Wrong::AmountMissing);
    }
    let negative = cell.strip_prefix(['-', '\u{2212}']);
    if let Some(rest) = negative {
        let number = whole(rest.trim_start()).is_some() || is_fraction(rest);
        return Err(if number { Wrong::AmountNegative } else { Wrong::AmountNotDigits });
    }
    let Some(digits) = whole(cell) else {
        return Err(if is_fraction(cell) { Wrong::AmountFraction } else { Wrong::AmountNotDigits });
    };
    // Whatever does not fit 64 bits is larger still.
    let amount = digits.parse().map(Som).unwrap_or(Som(i64::MAX));
    if amount > AMOUNT { Err(Wrong::AmountTooLarge) } else { Ok(amount) }
}

/// The digits of `1234567` or `1 234 567`; none for anything else.
fn whole(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split([' ', '\u{a0}', '\u{202f}']).collect();
    let digits = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|it| it.len() == 3));
    (digits && grouped).then(|| groups.concat())
}

/// `12.5` or `12,5`.
fn is_fraction(text: &str) -> bool {
    let parts = text.split_once(['.', ',']);
    parts.is_some_and(|(som, rest)| {
        whole(som.trim()).is_some()
            && !rest.is_empty()
            && rest.bytes().all(|it| it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_amounts_are_read_with_and_without_spaces() {
        for (cell, som) in [
            ("0", 0),
            (" 46192700000 ", 46_192_700_000),
            ("46 192 700 000", 46_192_700_000),
            ("46\u{a0}192\u{a0}700\u{a0}000", 46_192_700_000),
            ("1\u{202f}000", 1_000),
            ("000", 0),
            ("1000000000000000", AMOUNT.0),
        ] {
            assert_eq!(read(cell), Ok(Som(som)), "{cell:?}");
        }
    }

    #[test]
    fn nothing_is_rounded_or_guessed() {
        for (cell, wrong) in [
            ("", Wrong::AmountMissing),
            ("   ", Wrong::AmountMissing),
            ("-6538921000", Wrong::AmountNegative),
            ("\u{2212}1", Wrong::AmountNegative),
            ("-1,5", Wrong::AmountNegative),
            ("12.5", Wrong::AmountFraction),
            ("12,50", Wrong::AmountFraction),
            ("3,4 mlrd", Wrong::AmountNotDigits),
            ("1,234,567", Wrong::AmountNotDigits),
            ("12 34", Wrong::AmountNotDigits),
            ("1e9", Wrong::AmountNotDigits),
            ("+5", Wrong::AmountNotDigits),
            ("-", Wrong::AmountNotDigits),
            ("#REF!", Wrong::AmountNotDigits),
            ("٣", Wrong::AmountNotDigits),
            ("1000000000000001", Wrong::AmountTooLarge),
            ("99999999999999999999999", Wrong::AmountTooLarge),
        ] {
            assert_eq!(read(cell), Err(wrong), "{cell:?}");
        }
    }
}
