//! Lines as headline figures and tables, for everybody and for the officials who decide on them.

use super::Places;
use crate::components::{Figure, Figures, MoneyHead, MoneyRow, MoneyTable};
use crate::i18n::{Words, division_name, function_name, number, percent};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::Som;
use store::budgets::{Line, Totals};

/// Plan, execution and the share of it.
pub(in crate::pages) fn figures(words: Words, totals: Totals) -> impl IntoView {
    let figure = |som: Som, text: String| Figure {
        figure: number(som.0),
        unit: t!(words, "site-som"),
        text,
    };
    let figures = vec![
        figure(totals.plan, t!(words, "budgets-plan")),
        figure(totals.executed, t!(words, "budgets-executed")),
        Figure {
            figure: share(words, totals).0,
            unit: String::new(),
            text: t!(words, "budgets-share-long"),
        },
    ];
    view! { <Figures figures/> }
}

/// Lines by division and group of the classification.
pub(in crate::pages) fn function_table(words: Words, lines: &[Line]) -> impl IntoView + use<> {
    let groups = Totals::by_function(lines).into_iter().map(|division| {
        let name = division_name(words, division.division);
        let parts = division.groups.into_iter();
        let parts = parts.map(|(function, totals)| {
            row(words, format!("{function} {}", function_name(words, function)), None, totals)
        });
        let sum = row(words, name, None, division.totals);
        std::iter::once(sum).chain(parts).collect::<Vec<_>>()
    });
    let head = head(words, t!(words, "budgets-function"));
    let (groups, total) = (groups.collect(), total(words, lines));
    view! { <MoneyTable id="functions" head groups total/> }
}

/// Lines by territory; each leads to `path` with its code in the address, if there is a path.
pub(in crate::pages) fn territory_table(
    visit: &Visit,
    lines: &[Line],
    places: &Places,
    path: Option<&str>,
) -> impl IntoView + use<> {
    let words = visit.words();
    let sums = Totals::by_territory(lines);
    let rows = places.iter().filter_map(|place| {
        let (_, totals) = sums.iter().find(|(id, _)| *id == place.id)?;
        let href = path.map(|path| format!("{path}?territory={}", place.code));
        let name = place.names.text(visit.lang.code()).to_owned();
        Some(vec![row(words, name, href, *totals)])
    });
    let head = head(words, t!(words, "budgets-territory"));
    let (groups, total) = (rows.collect(), total(words, lines));
    view! { <MoneyTable id="territories" head groups total/> }
}

/// The share that was spent, in words and as the width of a bar.
pub(in crate::pages) fn share(words: Words, totals: Totals) -> (String, u16) {
    let Totals { plan, executed } = totals;
    if plan.0 <= 0 {
        return ("—".to_owned(), 0);
    }
    let per_mille = i128::from(executed.0) * 1000 / i128::from(plan.0);
    let width = u16::try_from(per_mille.clamp(0, 1000)).unwrap_or_default();
    let share = percent(words.lang(), executed, plan);
    (t!(words, "budgets-percent", share = share), width)
}

fn head(words: Words, name: String) -> MoneyHead {
    MoneyHead {
        caption: t!(words, "budgets-table-caption"),
        name,
        plan: t!(words, "budgets-plan-short"),
        executed: t!(words, "budgets-executed-short"),
        share: t!(words, "budgets-share"),
    }
}

fn total(words: Words, lines: &[Line]) -> MoneyRow {
    let totals = Totals::of(lines).unwrap_or(Totals::ZERO);
    row(words, t!(words, "budgets-total"), None, totals)
}

fn row(words: Words, name: String, href: Option<String>, totals: Totals) -> MoneyRow {
    let (share, width) = share(words, totals);
    let (plan, executed) = (number(totals.plan.0), number(totals.executed.0));
    MoneyRow { name, href, plan, executed, share, width }
}
