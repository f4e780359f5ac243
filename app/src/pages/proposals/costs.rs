//! The costs of the form: eight rows, those that nobody needs yet folded; empty ones are ignored,
//! the sum is the server's.

use super::checked::{Wrong, number};
use super::typed::TypedCost;
use crate::components::{BarKind, Caption, Fold, Meter, NumberField, TextField};
use crate::i18n::{Words, money};
use crate::t;
use leptos::prelude::*;
use store::Som;
use store::proposals::{CostLine, total};

/// Rows that are in sight also while they are empty.
const IN_SIGHT: usize = 3;

/// Every row, also the empty ones; `cap` is what the project may cost.
pub(super) fn cost_fields(
    words: Words,
    rows: Vec<TypedCost>,
    wrong: &Wrong,
    cap: Som,
) -> impl IntoView + use<> {
    let sum = sum(&rows);
    let used = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    let shown = used.max(IN_SIGHT);
    let mut rows = rows.into_iter().enumerate().map(|(at, row)| one(words, at, row, wrong));
    let first = rows.by_ref().take(shown).collect_view();
    let others = rows.collect::<Vec<_>>();
    let others = (!others.is_empty()).then(|| {
        view! { <Fold title=t!(words, "proposals-cost-more")>{others}</Fold> }
    });
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "proposals-costs")}</legend>
            <p class="hint">{t!(words, "proposals-costs-hint")}</p>
            {first}
            {others}
            {sum.map(|sum| meter(words, sum, cap))}
        </fieldset>
    }
}

fn one(words: Words, at: usize, row: TypedCost, wrong: &Wrong) -> impl IntoView + use<> {
    let id = |name: &str| format!("{name}-{at}");
    let line = i64::try_from(at + 1).unwrap_or_default();
    let (item, unit, quantity, price) = (id("item"), id("unit"), id("quantity"), id("price"));
    view! {
        <fieldset class="cost-row">
            <legend class="small">{t!(words, "proposals-cost-line", line = line)}</legend>
            <TextField id=item.clone() name=item.clone() label=t!(words, "proposals-cost-item")
                value=row.item error=wrong.at(&item) />
            <TextField id=unit.clone() name=unit.clone() label=t!(words, "proposals-cost-unit")
                value=row.unit error=wrong.at(&unit) />
            <TextField id=quantity.clone() name=quantity.clone()
                label=t!(words, "proposals-cost-quantity") value=row.quantity
                error=wrong.at(&quantity) />
            <NumberField id=price.clone() name=price.clone() label=t!(words, "proposals-cost-price")
                suffix=t!(words, "proposals-som") value=row.price error=wrong.at(&price) />
        </fieldset>
    }
}

/// The sum as far as rows are whole; none while one is not.
fn sum(rows: &[TypedCost]) -> Option<Som> {
    let whole = rows.iter().filter(|row| !row.is_empty()).map(|row| {
        let (item, unit) = (row.item.clone(), row.unit.clone());
        let unit_price = Som(number(&row.price)?);
        Some(CostLine { item, unit, quantity: number(&row.quantity)?, unit_price })
    });
    total(&whole.collect::<Option<Vec<_>>>()?)
}

fn meter(words: Words, sum: Som, cap: Som) -> impl IntoView + use<> {
    let share = sum.0.saturating_mul(1_000).checked_div(cap.0).unwrap_or_default();
    let share = u16::try_from(share.clamp(0, 1_000)).unwrap_or(1_000);
    let above = (
        Caption::new(t!(words, "proposals-sum"), money(words, sum.0)),
        Caption::new(t!(words, "proposals-cap"), money(words, cap.0)),
    );
    view! { <Meter share kind=BarKind::Chosen tick=true above=above /> }
}
