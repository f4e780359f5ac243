//! What a version changed, line by line.

use super::Places;
use crate::components::{Column, Table};
use crate::i18n::{Words, function_name, number};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::Som;
use store::budgets::{Change, Totals};

/// More lines than these are read in the files.
const SHOWN: usize = 100;

/// The lines that differ: before and after.
pub(in crate::pages) fn change_list(
    visit: &Visit,
    changes: &[Change],
    places: &Places,
) -> impl IntoView + use<> {
    let words = visit.words();
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let shown = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    if changes.is_empty() {
        return view! { <p>{t!(words, "budgets-changes-none")}</p> }.into_any();
    }
    let columns = vec![
        Column::words(t!(words, "budgets-line")),
        Column::figures(t!(words, "budgets-plan-short")),
        Column::figures(t!(words, "budgets-executed-short")),
    ];
    let rows = changes.iter().take(SHOWN).map(|change| row(visit, change, places)).collect();
    let more = (count > shown).then(|| {
        view! { <p class="small mute">{t!(words, "budgets-changes-more", shown = shown)}</p> }
    });
    view! {
        <div class="stack">
            <p>{t!(words, "budgets-changes-count", count = count)}</p>
            <Table id="changed" caption=t!(words, "budgets-changes-caption") stacked=true
                columns rows/>
            {more}
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, change: &Change, places: &Places) -> Vec<AnyView> {
    let words = visit.words();
    let place = places.name(change.territory, visit.lang.code());
    let function = format!("{} {}", change.function, function_name(words, change.function));
    let kind = match (change.before, change.after) {
        (None, _) => Some(t!(words, "budgets-line-new")),
        (_, None) => Some(t!(words, "budgets-line-gone")),
        _ => None,
    };
    let kind = kind.map(|text| view! { <b>{format!(" {text}")}</b> });
    let line = view! { {function}<p class="small mute">{place}{kind}</p> };
    let amount = |of: fn(Totals) -> Som| {
        amount(words, change.before.map(of).map(|som| som.0), change.after.map(of).map(|som| som.0))
    };
    vec![line.into_any(), amount(|it| it.plan), amount(|it| it.executed)]
}

/// `before -> after`, or the one figure where it stayed the same.
fn amount(words: Words, before: Option<i64>, after: Option<i64>) -> AnyView {
    let figure = |som: Option<i64>| som.map_or_else(|| "—".to_owned(), number);
    if before == after {
        return view! { <span class="mute">{figure(after)}</span> }.into_any();
    }
    view! {
        <span class="mute"><span class="vh">{t!(words, "budgets-before")}" "</span><s>{figure(before)}</s></span>
        <br/>
        <b><span class="vh">{t!(words, "budgets-after")}" "</span>{figure(after)}</b>
    }
    .into_any()
}
