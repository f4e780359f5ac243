//! `GET /{lang}/sign-in`: what signing in means, who sees what, and the way to the provider.

use crate::components::{
    Alert, Button, Fold, LinkButton, Look, PageHead, People, Prose, SectionHead, Somebody, Tone,
};
use crate::i18n::role_name;
use crate::t;
use crate::web::{Answer, DemoPerson, Head, Visit, own_path, with_return};
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, HeaderValue, header};
use leptos::prelude::*;
use serde::Deserialize;
use store::roles::Role;

/// Where to go on afterwards.
#[derive(Deserialize)]
pub(super) struct Onward {
    to: Option<String>,
}

pub(super) async fn show(visit: Visit, headers: HeaderMap, Query(onward): Query<Onward>) -> Answer {
    let words = visit.words();
    let to = onward.to.as_deref().and_then(own_path).unwrap_or_default().to_owned();
    if is_elsewhere(&visit, &headers) {
        let page = with_return(&visit.to("/sign-in"), &to);
        return Ok(Redirect::to(&visit.site.public_url.join(&page)).into_response());
    }
    let head = Head::new(t!(words, "account-sign-in")).hidden_from_search();
    let signed_in = visit.session.as_deref().map(|view| view.name.clone());
    let action = match signed_in {
        Some(name) => already(&visit, name, &to).into_any(),
        None => begin(&visit, to).into_any(),
    };
    let people = visit.site.demo.then(|| people(&visit));
    let view = view! {
        <div class="wrap wrap-narrow section">
            <PageHead title=t!(words, "account-sign-in") lede=t!(words, "account-sign-in-lede")/>
            {action}
            <section class="section" aria-labelledby="who-sees">
                <SectionHead id="who-sees" title=t!(words, "account-who-sees")/>
                <Prose>
                    <ul>
                        <li>{t!(words, "account-sees-you")}</li>
                        <li>{t!(words, "account-sees-officials")}</li>
                        <li>{t!(words, "account-sees-nobody")}</li>
                        <li>{t!(words, "account-number-kept")}</li>
                    </ul>
                </Prose>
            </section>
            {people}
        </div>
    };
    Ok(visit.page(head, view))
}

/// The page between this site and the provider. It goes on by itself; a form may not, because the
/// content security policy lets forms lead to this site only.
#[must_use]
pub fn onward(visit: &Visit, address: &str) -> Response {
    let words = visit.words();
    let title = t!(words, "account-onward", provider = provider(visit));
    let href = address.to_owned();
    let view = view! {
        <div class="wrap wrap-narrow section">
            <PageHead title=title.clone() lede=t!(words, "account-onward-text")/>
            <p><LinkButton href=href>{t!(words, "account-onward-link")}</LinkButton></p>
        </div>
    };
    let mut response = visit.page(Head::new(title).hidden_from_search(), view);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.remove(header::ETAG);
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={address}")) {
        headers.insert(header::REFRESH, refresh);
    }
    response
}

/// On loopback, `localhost` and `127.0.0.1` are two hosts to a browser: the cookie of a sign-in
/// that is begun at the one is not sent when the provider comes back to the other.
fn is_elsewhere(visit: &Visit, headers: &HeaderMap) -> bool {
    let url = &visit.site.public_url;
    let own = url.origin().strip_prefix("http://");
    !url.secure()
        && headers.get(header::HOST).is_some_and(|host| own.is_some_and(|own| host != own))
}

fn begin(visit: &Visit, to: String) -> impl IntoView + use<> {
    let (words, action) = (visit.words(), visit.to("/sign-in"));
    let with = t!(words, "account-sign-in-with", provider = provider(visit));
    view! {
        <form method="post" action=action class="stack">
            <input type="hidden" name="to" value=to/>
            <p><Button>{with}</Button></p>
        </form>
    }
}

fn already(visit: &Visit, name: String, to: &str) -> impl IntoView + use<> {
    let words = visit.words();
    let on = if to.is_empty() { visit.to("/me") } else { to.to_owned() };
    view! {
        <Alert tone=Tone::Ok title=t!(words, "account-already", name = name)>
            <p><LinkButton href=on look=Look::Second>{t!(words, "account-go-on")}</LinkButton></p>
        </Alert>
    }
}

fn provider(visit: &Visit) -> String {
    visit.site.provider.name.text(visit.lang.code()).to_owned()
}

/// Who can sign in to the demo: officials by role, then residents.
fn people(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words();
    let all = &visit.site.provider.people;
    let officials: Vec<AnyView> = Role::ALL
        .iter()
        .map(|role| {
            let held = all.iter().filter(|person| person.roles.contains(role));
            group(visit, role_name(words, *role), held, true)
        })
        .collect();
    let residents = all.iter().filter(|person| person.roles.is_empty());
    let residents = group(visit, t!(words, "account-residents"), residents, false);
    view! {
        <section class="section" aria-labelledby="demo-people">
            <SectionHead id="demo-people" title=t!(words, "account-demo-people")/>
            {officials}
            {residents}
        </section>
    }
}

fn group<'p>(
    visit: &Visit,
    title: String,
    people: impl Iterator<Item = &'p DemoPerson>,
    open: bool,
) -> AnyView {
    let lang = visit.lang.code();
    let people: Vec<Somebody> = people
        .map(|person| Somebody {
            name: person.name.clone(),
            hint: person.hint.text(lang).to_owned(),
            note: String::new(),
            act: None,
        })
        .collect();
    (!people.is_empty())
        .then(|| view! { <Fold title=title open=open><People people/></Fold> })
        .into_any()
}
