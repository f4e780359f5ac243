//! `GET /{lang}/budgets`: every budget, the latest year first.

use super::share;
use crate::components::{Empty, MoneyHead, MoneyRow, MoneyTable, PageHead, SectionHead};
use crate::i18n::{date, number};
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;
use store::budgets::{Totals, Version};
use store::territories::Territory;

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    let store = &visit.site.store;
    let mut budgets = Vec::new();
    for version in store.budgets().await? {
        let territory = store.territory(version.territory).await?;
        budgets.push((version, territory));
    }
    let head = Head::new(t!(words, "budgets-title")).describe(t!(words, "budgets-lede"));
    Ok(visit.page(head, view(&visit, budgets)))
}

fn view(visit: &Visit, budgets: Vec<(Version, Territory)>) -> impl IntoView + use<> {
    let words = visit.words();
    let list = match budgets.is_empty() {
        true => view! {
            <Empty title=t!(words, "budgets-empty") text=t!(words, "budgets-empty-text")/>
        }
        .into_any(),
        false => years(visit, budgets).into_any(),
    };
    view! {
        <div class="wrap">
            <PageHead title=t!(words, "budgets-title") lede=t!(words, "budgets-lede")/>
            {list}
        </div>
    }
}

/// A table for each year.
fn years(visit: &Visit, budgets: Vec<(Version, Territory)>) -> impl IntoView + use<> {
    let mut years: Vec<(i64, Vec<(Version, Territory)>)> = Vec::new();
    for budget in budgets {
        match years.last_mut().filter(|(year, _)| *year == budget.0.year) {
            Some((_, last)) => last.push(budget),
            None => years.push((budget.0.year, vec![budget])),
        }
    }
    let tables = years.into_iter().map(|(year, budgets)| one_year(visit, year, &budgets));
    view! { <div class="stack-l">{tables.collect_view()}</div> }
}

fn one_year(visit: &Visit, year: i64, budgets: &[(Version, Territory)]) -> impl IntoView + use<> {
    let words = visit.words();
    let (heading, table) = (format!("year-{year}"), format!("budgets-{year}"));
    let rows: Vec<_> =
        budgets.iter().map(|(version, place)| vec![row(visit, version, place)]).collect();
    let head = MoneyHead {
        caption: t!(words, "budgets-table-caption"),
        name: t!(words, "budgets-territory"),
        plan: t!(words, "budgets-plan-short"),
        executed: t!(words, "budgets-executed-short"),
        share: t!(words, "budgets-share"),
    };
    let labelled = heading.clone();
    view! {
        <section aria-labelledby=labelled>
            <SectionHead id=heading title=t!(words, "budgets-year", year = year.to_string())/>
            <MoneyTable id=table head groups=rows/>
        </section>
    }
}

fn row(visit: &Visit, version: &Version, place: &Territory) -> MoneyRow {
    let words = visit.words();
    let href = visit.to(&format!("/budgets/{}/{}", version.year, place.code));
    let name = t!(
        words,
        "budgets-row",
        place = place.names.text(visit.lang.code()),
        number = version.version,
        date = date(words, version.published_at)
    );
    let (share, width) = share(words, version.totals);
    let Totals { plan, executed } = version.totals;
    MoneyRow {
        name,
        href: Some(href),
        plan: number(plan.0),
        executed: number(executed.0),
        share,
        width,
    }
}
