//! The page of the demo's identity provider: who do you want to be? Its routes are the server's.

use crate::components::{
    Alert, Button, Fold, Look, PageHead, People, SectionHead, Somebody, TextField, Tone,
};
use crate::i18n::{number, role_name};
use crate::t;
use crate::web::{Head, Visit};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use store::Localized;
use store::roles::Role;

/// Everybody to choose from.
pub struct Choosing {
    /// The request, repeated by each form.
    pub hidden: Vec<(&'static str, String)>,
    /// Officials by role.
    pub officials: Vec<(Role, Vec<PersonLine>)>,
    /// Residents with a story.
    pub residents: Vec<PersonLine>,
    /// How many residents have none.
    pub others: usize,
    /// What was searched for.
    pub words: String,
    /// Who was found, if somebody was searched for.
    pub found: Option<Vec<PersonLine>>,
}

/// One person to choose.
pub struct PersonLine {
    /// What is sent.
    pub key: String,
    /// Full name.
    pub name: String,
    /// What to try as them; empty for residents without a story.
    pub hint: Localized,
    /// Identity number.
    pub number: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
}

/// The page with everybody on it.
#[must_use]
pub fn choosing(visit: &Visit, page: Choosing) -> Response {
    let words = visit.words();
    let head = Head::new(t!(words, "issuer-title")).hidden_from_search().bare();
    private(visit.page(head, view(visit, page)))
}

/// A request that cannot be answered: nothing is sent back to an address that is not known.
#[must_use]
pub fn refused(visit: &Visit, reason: &'static str) -> Response {
    let words = visit.words();
    let head = Head::new(t!(words, "issuer-title")).hidden_from_search().bare();
    let view = view! {
        <div class="wrap wrap-narrow section">
            <PageHead title=t!(words, "issuer-title")/>
            <Alert tone=Tone::Bad title=t!(words, "issuer-wrong-title")>
                <p>{t!(words, "issuer-wrong-text", reason = reason)}</p>
            </Alert>
        </div>
    };
    let mut response = private(visit.page(head, view));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}

fn private(response: Response) -> Response {
    let mut response = response.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.remove(header::ETAG);
    response
}

fn view(visit: &Visit, page: Choosing) -> impl IntoView + use<> {
    let words = visit.words();
    let searched = page.found.is_some();
    let officials: Vec<_> = page
        .officials
        .into_iter()
        .map(|(role, people)| group(visit, role_name(words, role), people, !searched))
        .collect();
    let residents = group(visit, t!(words, "issuer-residents"), page.residents, !searched);
    let found = page.found.map(|people| found(visit, people));
    let count = number(i64::try_from(page.others).unwrap_or(i64::MAX));
    view! {
        <div class="wrap wrap-narrow section">
            <PageHead title=t!(words, "issuer-title") lede=t!(words, "issuer-lede")/>
            <form method="get" action="/demo-issuer/authorize" role="search" class="stack mb">
                {hidden(&page.hidden)}
                <TextField id="q" name="q" kind="search" label=t!(words, "issuer-search")
                    hint=t!(words, "issuer-search-hint", count = count) value=page.words/>
                <p><Button look=Look::Second>{t!(words, "issuer-search-go")}</Button></p>
            </form>
            <form method="post" action="/demo-issuer/authorize" class="stack">
                {hidden(&page.hidden)}
                {found}
                {officials}
                {residents}
                <p><Button look=Look::Quiet>{t!(words, "issuer-cancel")}</Button></p>
            </form>
        </div>
    }
}

fn hidden(fields: &[(&'static str, String)]) -> impl IntoView + use<> {
    let inputs = fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> });
    inputs.collect_view()
}

fn found(visit: &Visit, people: Vec<PersonLine>) -> AnyView {
    let words = visit.words();
    let people = rows(visit, people);
    match people.is_empty() {
        true => view! { <p role="status">{t!(words, "issuer-search-none")}</p> }.into_any(),
        false => view! {
            <section aria-labelledby="found">
                <SectionHead id="found" title=t!(words, "issuer-search")/>
                <People people/>
            </section>
        }
        .into_any(),
    }
}

fn group(visit: &Visit, title: String, people: Vec<PersonLine>, open: bool) -> AnyView {
    let people = rows(visit, people);
    view! { <Fold title open><People people/></Fold> }.into_any()
}

fn rows(visit: &Visit, people: Vec<PersonLine>) -> Vec<Somebody> {
    people.into_iter().map(|person| row(visit, person)).collect()
}

fn row(visit: &Visit, person: PersonLine) -> Somebody {
    let words = visit.words();
    // It stays on one line: U+2011 does not break.
    let born = person.birth_date.replace('-', "\u{2011}");
    let born = t!(words, "issuer-born", date = born);
    let hint = person.hint.text(visit.lang.code()).to_owned();
    let sign_in = t!(words, "issuer-sign-in-as", name = person.name.clone());
    let act = view! {
        <Button look=Look::Second small=true name="person".to_owned() value=person.key>
            {sign_in}
        </Button>
    };
    let note = format!("{}, {born}", person.number);
    Somebody { name: person.name, hint, note, act: Some(act.into_any()) }
}
