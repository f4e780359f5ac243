//! The costs of the form: eight rows; empty ones are ignored, the sum is the server's.

use super::checked::{Wrong, number};
use super::typed::TypedCost;
use crate::components::{BarKind, Caption, Meter, NumberField, TextField};
use crate::i18n::{Words, money};
use crate::t;
use leptos::prelude::*;
use store::Som;
use store::proposals::{CostLine, total};

#[component]
pub(super) fn Costs(
    words: Words,
    /// Every row, also the empty ones.
    rows: Vec<TypedCost>,
    wrong: Wrong,
    /// What the project may cost.
    cap: Som,
) -> impl IntoView {
    let sum = sum(&rows);
    let rows =
        rows.into_iter().enumerate().map(|(at, row)| one(words, at, row, &wrong)).collect_view();
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "proposals-costs")}</legend>
            <p class="hint">{t!(words, "proposals-costs-hint")}</p>
            {rows}
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
