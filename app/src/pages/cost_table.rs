//! The cost lines of a proposal or project: for what, how many, at what price.

use crate::components::{Column, Table};
use crate::i18n::{Words, number};
use crate::t;
use leptos::prelude::*;
use store::Som;
use store::proposals::CostLine;

/// The table with `total` under it, a word and the sum.
pub(super) fn cost_table(
    words: Words,
    lines: &[CostLine],
    caption: String,
    (word, sum): (String, Som),
) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t!(words, "proposals-cost-item")),
        Column::figures(t!(words, "proposals-cost-quantity")),
        Column::figures(t!(words, "proposals-cost-price")),
        Column::figures(t!(words, "proposals-cost-total")),
    ];
    let foot = vec![word.into_any(), ().into_any(), ().into_any(), number(sum.0).into_any()];
    let rows: Vec<_> = lines.iter().map(row).collect();
    view! { <Table id="cost-lines" caption stacked=true columns rows foot/> }
}

fn row(line: &CostLine) -> Vec<AnyView> {
    let quantity = format!("{}\u{a0}{}", number(line.quantity), line.unit);
    // The store takes no line whose total it cannot count.
    let total = line.total().map_or_else(String::new, |total| number(total.0));
    vec![
        line.item.clone().into_any(),
        quantity.into_any(),
        number(line.unit_price.0).into_any(),
        total.into_any(),
    ]
}
