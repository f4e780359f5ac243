//! `GET /{lang}/budget-desk/{file}`: one file as everybody who decides on it sees it.

use super::list::state_badge;
use super::scope::official;
use crate::components::{Alert, Button, Fact, Facts, Look, PageHead, SectionHead, Tone};
use crate::i18n::{Words, date_time, money, number};
use crate::pages::budgets::{Places, change_list, figures, function_table, territory_table};
use crate::pages::office::desk;
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use http::StatusCode;
use leptos::prelude::*;
use store::budgets::{Change, File, FileState, Line, Version, changes};
use store::roles::Role;
use store::territories::Territory;
use store::{PersonId, Som, StoreError};

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
    let (decision, changed) = (decision(visit, case, me), changed(visit, case));
    let (figures, facts) = (figures(words, case.file.totals), facts(words, case));
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

fn facts(words: Words, case: &Case) -> impl IntoView + use<> {
    let file = &case.file;
    let hash = data_encoding::HEXLOWER.encode(file.sha256.as_bytes());
    let mut rows = vec![
        Fact::new(t!(words, "budgets-uploaded-by"), file.uploader.clone()),
        Fact::new(t!(words, "budgets-uploaded-at"), date_time(words, file.uploaded_at)),
        Fact::new(t!(words, "budgets-lines"), number(file.line_count)),
        Fact::new(t!(words, "budgets-hash"), view! { <code class="money-hash">{hash}</code> }),
    ];
    if let Some((before, changes)) = &case.before {
        let number = t!(words, "budgets-version-number", number = before.version);
        rows.push(Fact::new(t!(words, "budgets-compared"), number));
        let (was, is) = (before.totals, file.totals);
        rows.push(Fact::new(
            t!(words, "budgets-plan-change"),
            difference(words, was.plan, is.plan),
        ));
        let executed = difference(words, was.executed, is.executed);
        rows.push(Fact::new(t!(words, "budgets-executed-change"), executed));
        let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
        rows.push(Fact::new(t!(words, "budgets-changed-lines"), self::number(count)));
    }
    view! { <Facts rows/> }
}

/// `+1 000 so'm`.
fn difference(words: Words, was: Som, is: Som) -> String {
    let difference = is.0.saturating_sub(was.0);
    let sign = if difference > 0 { "+" } else { "" };
    format!("{sign}{}", money(words, difference))
}

fn changed(visit: &Visit, case: &Case) -> Option<AnyView> {
    let words = visit.words();
    let (before, changes) = case.before.as_ref()?;
    let list = change_list(visit, changes, &case.places);
    let title = t!(words, "budgets-changes", number = before.version);
    let view = view! {
        <section aria-labelledby="changes"><SectionHead id="changes" title/>{list}</section>
    };
    Some(view.into_any())
}

/// What can be done with the file, by whom; otherwise why nothing can.
fn decision(visit: &Visit, case: &Case, me: PersonId) -> AnyView {
    let words = visit.words();
    let own = case.file.uploaded_by == me;
    let public = visit.to(&format!("/budgets/{}/{}", case.file.budget.year, case.territory.code));
    match case.file.state {
        FileState::Kept if case.before.as_ref().is_some_and(|(_, changes)| changes.is_empty()) => {
            view! {
                <Alert tone=Tone::Warn title=t!(words, "budgets-nothing-new")>
                    <p>{t!(words, "budgets-nothing-new-text")}</p>
                </Alert>
            }
            .into_any()
        }
        FileState::Kept => ask(
            t!(words, "budgets-kept"),
            t!(words, "budgets-kept-text"),
            vec![("propose", Look::Primary, t!(words, "budgets-propose"))],
        ),
        FileState::Waiting(_) if own => ask(
            t!(words, "budgets-waiting-own"),
            t!(words, "budgets-waiting-own-text"),
            vec![("withdraw", Look::Second, t!(words, "budgets-withdraw"))],
        ),
        FileState::Waiting(_) => ask(
            t!(words, "budgets-waiting", name = case.file.uploader.clone()),
            t!(words, "budgets-waiting-text"),
            vec![
                ("confirm", Look::Primary, t!(words, "budgets-confirm")),
                ("decline", Look::Second, t!(words, "budgets-decline")),
            ],
        ),
        FileState::Ended(_) => view! { <Alert title=t!(words, "budgets-ended")/> }.into_any(),
        FileState::Published(number) => {
            let href = format!("{public}/{number}");
            view! {
                <Alert tone=Tone::Ok title=t!(words, "budgets-is-public", number = number)>
                    <p><a href=href>{t!(words, "budgets-to-public")}</a></p>
                </Alert>
            }
            .into_any()
        }
    }
}

fn ask(title: String, text: String, acts: Vec<(&'static str, Look, String)>) -> AnyView {
    let buttons = acts.into_iter().map(|(act, look, text)| {
        view! { <Button look name="do".to_owned() value=act.to_owned()>{text}</Button> }
    });
    view! {
        <Alert tone=Tone::Info title>
            <p>{text}</p>
            <form method="post" class="row money-ask">{buttons.collect_view()}</form>
        </Alert>
    }
    .into_any()
}
