//! `GET /{lang}/budget-desk/{file}`: one file as everybody who decides on it sees it.

mod decision;
mod facts;

use super::list::state_badge;
use super::scope::official;
use crate::components::{Alert, PageHead, SectionHead, Tone};
use crate::pages::budgets::{Places, figures, function_table, territory_table};
use crate::pages::office::desk;
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use http::StatusCode;
use leptos::prelude::*;
use store::budgets::{Change, File, FileState, Line, Version, changes};
use store::roles::Role;
use store::territories::Territory;
use store::{PersonId, StoreError};

/// A file with what it is read beside.
struct Case {
    file: File,
    territory: Territory,
    lines: Vec<Line>,
    places: Places,
    /// The version that it follows, and what it would change.
    before: Option<(Version, Vec<Change>)>,
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    page(&visit, file(&visit, &id).await?, None).await
}

/// The file, for officials of the ministry where it belongs; before it is proposed, for who
/// brought it alone.
pub(super) async fn file(visit: &Visit, id: &str) -> Result<File, Problem> {
    let me = official(visit)?.person;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let file = visit.site.store.budget_file(id).await?;
    visit.official(Role::Ministry, Some(file.budget.territory)).await?;
    match file.state == FileState::Kept && file.uploaded_by != me {
        true => Err(Problem::NotFound),
        false => Ok(file),
    }
}

/// The page, with what was refused just now.
pub(super) async fn page(visit: &Visit, file: File, refused: Option<String>) -> Answer {
    let me = official(visit)?.person;
    let case = load(visit, file).await?;
    let place = case.territory.names.text(visit.lang.code()).to_owned();
    let year = case.file.budget.year.to_string();
    let title = t!(visit.words(), "budgets-file-of", place = place, year = year);
    let failed = refused.is_some();
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let work = view(visit, &case, me, title, refused).into_any();
    let mut response = visit.page(head, desk(visit, work).await?);
    if failed {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

async fn load(visit: &Visit, file: File) -> Result<Case, StoreError> {
    let store = &visit.site.store;
    let territory = store.territory(file.budget.territory).await?;
    let lines = store.budget_lines(file.id).await?;
    let versions = store.budget_versions(file.budget).await?;
    let before = versions.into_iter().find(|version| match file.state {
        FileState::Published(number) => version.version + 1 == number,
        _ => true,
    });
    let before = match before {
        Some(version) => {
            let changed = changes(&store.budget_lines(version.file).await?, &lines);
            Some((version, changed))
        }
        None => None,
    };
    let files = [Some(file.id), before.as_ref().map(|(version, _)| version.file)];
    let places = Places::of(store, files.into_iter().flatten()).await?;
    Ok(Case { file, territory, lines, places, before })
}

fn view(
    visit: &Visit,
    case: &Case,
    me: PersonId,
    title: String,
    refused: Option<String>,
) -> impl IntoView + use<> {
    let words = visit.words();
    let state = state_badge(words, case.file.state);
    let refused = refused.map(|title| view! { <Alert tone=Tone::Warn title live=true/> });
    let several = case.places.iter().count() > 1;
    let by_territory = several.then(|| {
        let table = territory_table(visit, &case.lines, &case.places, None);
        view! {
            <section aria-labelledby="by-territory">
                <SectionHead id="by-territory" title=t!(words, "budgets-by-territory")/>
                {table}
            </section>
        }
    });
    let (decision, changed) = (decision::decision(visit, case, me), facts::changed(visit, case));
    let (figures, facts) = (figures(words, case.file.totals), facts::facts(words, case));
    let functions = function_table(words, &case.lines);
    view! {
            <PageHead title>{state}</PageHead>
            <div class="stack-l">
                {refused}
                {decision}
                {figures}
                {facts}
                {changed}
                <section aria-labelledby="by-function">
                    <SectionHead id="by-function" title=t!(words, "budgets-by-function")/>
                    {functions}
                </section>
                {by_territory}
            </div>
    }
    .into_any()
}
