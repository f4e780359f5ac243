//! The page where people choose who they are (OpenID Connect Core section 3.1.2).

use super::Issuer;
use super::codes::Granted;
use crate::demo::people::Person;
use app::i18n::Lang;
use app::pages::issuer::{Choosing, PersonLine, choosing, refused};
use app::web::{Problem, Site, Visit};
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;
use store::roles::Role;
use url::Url;

/// How many people a search shows.
const SHOWN: usize = 25;

/// An authentication request, and what was done on the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Request {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    prompt: Option<String>,
    ui_locales: Option<String>,
    /// Words to search residents by.
    q: Option<String>,
    /// The key of the person that was chosen; none: cancelled.
    person: Option<String>,
}

/// Shows everybody; an error that belongs to the relying party goes back to it.
pub(super) async fn show(
    State(site): State<Site>,
    Extension(issuer): Extension<Arc<Issuer>>,
    parts: Parts,
    Query(request): Query<Request>,
) -> Response {
    let visit = visit(&parts, &site, &request);
    let back = match checked(&issuer, &request) {
        Ok(back) => back,
        Err(reason) => return refused(&visit, reason),
    };
    match wrong(&request) {
        Some(error) => answer(&issuer, back, &request, "error", error),
        None => choosing(&visit, page(&issuer, &request)),
    }
}

/// Gives out a code for the person that was chosen.
pub(super) async fn choose(
    State(site): State<Site>,
    Extension(issuer): Extension<Arc<Issuer>>,
    parts: Parts,
    Form(request): Form<Request>,
) -> Result<Response, Problem> {
    let visit = visit(&parts, &site, &request);
    let back = match checked(&issuer, &request) {
        Ok(back) => back,
        Err(reason) => return Ok(refused(&visit, reason)),
    };
    if let Some(error) = wrong(&request) {
        return Ok(answer(&issuer, back, &request, "error", error));
    }
    let chosen = request.person.as_deref().and_then(|key| issuer.people.find(key));
    let Some(person) = chosen else {
        return Ok(answer(&issuer, back, &request, "error", "access_denied"));
    };
    let code = site.entropy.token()?;
    let granted = Granted {
        person: person.key.clone(),
        redirect_uri: request.redirect_uri.clone(),
        code_challenge: request.code_challenge.clone().unwrap_or_default(),
        nonce: request.nonce.clone(),
        auth_time: visit.now,
    };
    issuer.codes.put(&code, granted);
    Ok(answer(&issuer, back, &request, "code", &code))
}

fn visit(parts: &Parts, site: &Site, request: &Request) -> Visit {
    let mut visit = Visit::anonymous(parts, site);
    if let Some(locales) = &request.ui_locales {
        visit.lang = Lang::negotiate(&locales.replace(' ', ","));
    }
    visit
}

/// Client and redirect address: unless both are known, nothing is sent anywhere.
fn checked(issuer: &Issuer, request: &Request) -> Result<Url, &'static str> {
    if request.client_id != issuer.client.id {
        return Err("client_id");
    }
    if !issuer.client.redirects.contains(&request.redirect_uri) {
        return Err("redirect_uri");
    }
    Url::parse(&request.redirect_uri).map_err(|_| "redirect_uri")
}

/// The error code that goes back to the relying party.
fn wrong(request: &Request) -> Option<&'static str> {
    let challenge = request.code_challenge.as_ref().is_some_and(|text| text.len() == 43);
    match () {
        () if request.response_type != "code" => Some("unsupported_response_type"),
        () if !request.scope.split(' ').any(|scope| scope == "openid") => Some("invalid_scope"),
        () if !challenge => Some("invalid_request"),
        () if request.code_challenge_method.as_deref() != Some("S256") => Some("invalid_request"),
        // Nobody stays signed in here, so without asking there is no answer.
        () if request.prompt.as_deref() == Some("none") => Some("login_required"),
        () => None,
    }
}

fn answer(issuer: &Issuer, mut back: Url, request: &Request, name: &str, value: &str) -> Response {
    let mut query = back.query_pairs_mut();
    query.append_pair(name, value).append_pair("iss", &issuer.address);
    if let Some(state) = &request.state {
        query.append_pair("state", state);
    }
    drop(query);
    Redirect::to(back.as_str()).into_response()
}

fn page(issuer: &Issuer, request: &Request) -> Choosing {
    let words = request.q.as_deref().unwrap_or_default().trim().to_owned();
    let found = issuer.people.all().filter(|person| matches(person, &words));
    let of_role = |role: Role| {
        let held = move |person: &&Person| person.roles.iter().any(|(own, _)| *own == role);
        issuer.people.named.iter().filter(held).map(line).collect()
    };
    let residents = issuer.people.named.iter().filter(|person| person.roles.is_empty());
    Choosing {
        hidden: hidden(request),
        officials: Role::ALL.iter().map(|role| (*role, of_role(*role))).collect(),
        residents: residents.map(line).collect(),
        others: issuer.people.generated.len(),
        found: (!words.is_empty()).then(|| found.take(SHOWN).map(line).collect()),
        words,
    }
}

fn matches(person: &Person, words: &str) -> bool {
    let words = store::fold::fold(words);
    let mahalla = person.mahalla.as_deref().unwrap_or_default();
    !words.is_empty()
        && (store::fold::fold(&person.name).contains(&words)
            || person.number.digits().starts_with(&words)
            || mahalla.starts_with(&words))
}

fn line(person: &Person) -> PersonLine {
    PersonLine {
        key: person.key.clone(),
        name: person.name.clone(),
        hint: person.hint.clone(),
        number: person.number.digits().to_owned(),
        birth_date: person.birth_date.clone(),
    }
}

/// The request again, for the forms of the page.
fn hidden(request: &Request) -> Vec<(&'static str, String)> {
    let some = |name, value: &Option<String>| value.clone().map(|value| (name, value));
    let required = [
        ("client_id", request.client_id.clone()),
        ("redirect_uri", request.redirect_uri.clone()),
        ("response_type", request.response_type.clone()),
        ("scope", request.scope.clone()),
    ];
    let optional = [
        some("state", &request.state),
        some("nonce", &request.nonce),
        some("code_challenge", &request.code_challenge),
        some("code_challenge_method", &request.code_challenge_method),
        some("prompt", &request.prompt),
        some("ui_locales", &request.ui_locales),
    ];
    required.into_iter().chain(optional.into_iter().flatten()).collect()
}
