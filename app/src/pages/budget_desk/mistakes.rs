//! What is wrong with a file, said to whoever mends it: where, what was found, what to do.

use crate::budget_file::{Column, FILE_BYTES, Mistake, ROWS, Wrong};
use crate::i18n::{Words, money, number};
use crate::t;
use leptos::prelude::*;
use store::budgets::AMOUNT;

/// The mistakes that are shown; the rest is counted.
const SHOWN: usize = 20;

/// The first mistakes of a file, and how many there are.
pub(super) fn mistake_list(
    words: Words,
    place: &str,
    mistakes: &[Mistake],
) -> impl IntoView + use<> {
    let count = i64::try_from(mistakes.len()).unwrap_or(i64::MAX);
    let shown = mistakes.iter().take(SHOWN).map(|mistake| {
        let at = at(words, mistake);
        let said = sentence(words, place, mistake);
        view! { <li>{at.map(|at| view! { <b>{at}</b>" " })}{said}</li> }
    });
    let more = mistakes.len().checked_sub(SHOWN).filter(|more| *more > 0).map(|more| {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        view! { <p>{t!(words, "budgets-wrong-more", count = more)}</p> }
    });
    view! {
        <div class="alert bad" role="alert" id="errors" tabindex="-1">
            <crate::components::Icon glyph=crate::components::Glyph::Warning/>
            <div class="alert-body">
                <p class="alert-title">{t!(words, "budgets-wrong", count = count)}</p>
                <p>{t!(words, "budgets-wrong-nothing")}</p>
                <ul class="stack-s">{shown.collect_view()}</ul>
                {more}
            </div>
        </div>
    }
}

/// `Row 10, column plan:`
fn at(words: Words, mistake: &Mistake) -> Option<String> {
    let row = i64::try_from(mistake.row?).unwrap_or(i64::MAX);
    Some(match mistake.column {
        Some(column) => t!(words, "budgets-wrong-cell", row = row, column = column.name()),
        None => t!(words, "budgets-wrong-row", row = row),
    })
}

/// What was found and what to do.
fn sentence(words: Words, place: &str, mistake: &Mistake) -> String {
    let found = mistake.found.as_str();
    match mistake.wrong {
        Wrong::Territory if found.is_empty() => t!(words, "budgets-wrong-territory-missing"),
        Wrong::Territory => t!(words, "budgets-wrong-territory", found = found, place = place),
        Wrong::Function if found.is_empty() => t!(words, "budgets-wrong-function-missing"),
        Wrong::Function => t!(words, "budgets-wrong-function", found = found),
        Wrong::AmountMissing => t!(words, "budgets-wrong-amount-missing"),
        Wrong::AmountNegative => t!(words, "budgets-wrong-amount-negative", found = found),
        Wrong::AmountFraction => t!(words, "budgets-wrong-amount-fraction", found = found),
        Wrong::AmountNotDigits => t!(words, "budgets-wrong-amount-digits", found = found),
        Wrong::AmountTooLarge => {
            let largest = money(words, AMOUNT.0);
            t!(words, "budgets-wrong-amount-large", found = found, largest = largest)
        }
        Wrong::Twice { row } => {
            let row = i64::try_from(row).unwrap_or(i64::MAX);
            t!(words, "budgets-wrong-twice", found = found, row = row)
        }
        Wrong::NotUtf8 => t!(words, "budgets-wrong-utf8", found = found),
        Wrong::Cells { found, expected } => {
            t!(words, "budgets-wrong-cells", found = count(found), expected = count(expected))
        }
        of_file => file_sentence(words, found, of_file),
    }
}

/// What is wrong with the file as a whole, or with its head.
fn file_sentence(words: Words, found: &str, wrong: Wrong) -> String {
    let columns = Column::ALL.map(Column::name).join(", ");
    match wrong {
        Wrong::ColumnMissing => {
            t!(words, "budgets-wrong-column-missing", found = found, columns = columns)
        }
        Wrong::ColumnTwice => t!(words, "budgets-wrong-column-twice", found = found),
        Wrong::Workbook => t!(words, "budgets-wrong-workbook"),
        Wrong::Utf16 => t!(words, "budgets-wrong-utf16"),
        Wrong::TooLarge => {
            let megabytes = count(FILE_BYTES / 1024 / 1024);
            t!(words, "budgets-wrong-large", megabytes = megabytes)
        }
        Wrong::NoRows => t!(words, "budgets-wrong-no-rows"),
        Wrong::TooManyRows => t!(words, "budgets-wrong-rows", most = number(count(ROWS))),
        Wrong::SumTooLarge => t!(words, "budgets-wrong-sum"),
        _ => t!(words, "budgets-wrong-empty", columns = columns),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
