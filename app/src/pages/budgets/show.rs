//! `GET /{lang}/budgets/{year}/{code}?territory=`: the newest version of a budget.

use super::chart::chart;
use super::statement::Statement;
use super::{by_place, change_list, downloads, figures, function_table, share};
use crate::components::{
    Alert, Breadcrumbs, Caption, Fold, Link, Meter, PageHead, SectionHead, Tone,
};
use crate::i18n::{date_time, money};
use crate::t;
use crate::web::{Answer, Asked, Head, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::budgets::{Line, Totals};
use store::territories::Territory;

/// No code is longer.
const LONGEST: usize = 20;

pub(super) async fn show(
    visit: Visit,
    Path((_, year, code)): Path<(String, String, String)>,
    asked: Asked,
) -> Answer {
    let statement = Statement::load(&visit, &year, &code, None).await?;
    Ok(page(&visit, statement, &asked))
}

/// The page of any version.
pub(super) fn page(visit: &Visit, statement: Statement, asked: &Asked) -> axum::response::Response {
    let place = statement.territory.names.text(visit.lang.code()).to_owned();
    let title =
        t!(visit.words(), "budgets-of", place = place, year = statement.version.year.to_string());
    let lede = t!(visit.words(), "budgets-of-lede");
    let mut head = Head::new(title.clone()).describe(lede);
    if !statement.is_newest() {
        head = head.hidden_from_search();
    }
    let only = asked.text("territory", LONGEST);
    let only = statement.places.by_code(&only).cloned();
    let view = view(visit, &statement, title, only);
    visit.page(head, view)
}

fn view(
    visit: &Visit,
    statement: &Statement,
    title: String,
    only: Option<Territory>,
) -> impl IntoView + use<> {
    let words = visit.words();
    let Statement { version, .. } = statement;
    let lines: Vec<Line> = statement
        .lines
        .iter()
        .filter(|line| only.as_ref().is_none_or(|place| place.id == line.territory))
        .copied()
        .collect();
    let totals = Totals::of(&lines).unwrap_or(Totals::ZERO);
    let (number, when) = (version.version, date_time(words, version.published_at));
    let said = t!(words, "budgets-version-said", number = number, date = when);
    let trail = vec![Link::new(visit.to("/budgets"), t!(words, "budgets-title"))];
    let code = statement.territory.code.as_str();
    let (files, versions) = (
        downloads::files(visit, code, version),
        downloads::versions(visit, code, &statement.versions, number),
    );
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=title.clone()/>
            <PageHead title lede=said/>
            <div class="stack-l">
                {newer(visit, statement)}
                {by_place::filter(visit, statement, only.as_ref())}
                {summary(visit, totals)}
                <section aria-labelledby="by-function">
                    <SectionHead id="by-function" title=t!(words, "budgets-by-function")/>
                    <div class="stack">
                        {chart(words, &lines)}
                        <Fold title=t!(words, "budgets-chart-table") phone_only=true>
                            {function_table(words, &lines)}
                        </Fold>
                    </div>
                </section>
                {by_place::by_territory(visit, statement, only.is_some())}
                {changed(visit, statement)}
                <section aria-labelledby="all-versions">
                    <SectionHead id="all-versions" title=t!(words, "budgets-versions")
                        note=t!(words, "budgets-versions-note")/>
                    {versions}
                </section>
                <section aria-labelledby="files">
                    <SectionHead id="files" title=t!(words, "budgets-files")
                        note=t!(words, "budgets-files-note")/>
                    {files}
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// An old version says so, and leads to the newest.
fn newer(visit: &Visit, statement: &Statement) -> Option<AnyView> {
    if statement.is_newest() {
        return None;
    }
    let words = visit.words();
    let href = visit.to(&statement.path());
    let view = view! {
        <Alert tone=Tone::Warn title=t!(words, "budgets-old")>
            <p><a href=href>{t!(words, "budgets-to-newest")}</a></p>
        </Alert>
    };
    Some(view.into_any())
}

fn summary(visit: &Visit, totals: Totals) -> impl IntoView + use<> {
    let words = visit.words();
    let left = totals.plan.0.saturating_sub(totals.executed.0);
    let left = match left < 0 {
        true => Caption::new(t!(words, "budgets-over"), money(words, -left)),
        false => Caption::new(t!(words, "budgets-left"), money(words, left)),
    };
    let (share, width) = share(words, totals);
    let below = (Caption::new(t!(words, "budgets-share-long"), share), left);
    view! {
        <div class="stack">
            {figures(words, totals)}
            <Meter share=width below/>
        </div>
    }
}

fn changed(visit: &Visit, statement: &Statement) -> Option<AnyView> {
    let words = visit.words();
    let changes = statement.changes.as_ref()?;
    let before = statement.version.version - 1;
    let list = change_list(visit, changes, &statement.places);
    let view = view! {
        <section aria-labelledby="changes">
            <SectionHead id="changes" title=t!(words, "budgets-changes", number = before)/>
            {list}
        </section>
    };
    Some(view.into_any())
}
