//! `/{lang}/me`: who I am here, and where I am signed in.

use crate::components::{
    Badge, Button, Column, Fact, Facts, Link, Look, MoreLink, PageHead, SectionHead, Table, Tone,
};
use crate::i18n::{date_time, role_name};
use crate::t;
use crate::web::{Answer, Head, Problem, SESSION_LIMITS, SiteCookie, Visit, own_links};
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::header::SET_COOKIE;
use leptos::prelude::*;
use serde::Deserialize;
use store::sessions::Session;
use store::{SessionId, TerritoryId};

/// What the page shows.
struct Me {
    name: String,
    mahalla: Option<String>,
    /// Role and place.
    roles: Vec<(String, String)>,
    sessions: Vec<Session>,
    this: SessionId,
}

/// Which sessions to end.
#[derive(Deserialize)]
pub(super) struct Ending {
    /// One of them; none: all, this one too.
    session: Option<SessionId>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let me = load(&visit).await?;
    let head = Head::new(t!(visit.words(), "account-me")).hidden_from_search();
    Ok(visit.page(head, view(&visit, me)))
}

pub(super) async fn end_sessions(visit: Visit, Form(ending): Form<Ending>) -> Answer {
    let me = visit.person()?;
    let (store, person, this) = (&visit.site.store, me.person, me.session.id);
    match ending.session {
        Some(session) if session != this => {
            store.revoke_session(person, session, visit.now).await?;
            Ok(Redirect::to(&visit.to("/me")).into_response())
        }
        Some(_) => Ok(signed_out(&visit, visit.close_session().await?)),
        None => {
            store.revoke_sessions(person, visit.now).await?;
            Ok(signed_out(&visit, SiteCookie::end_session(visit.site.public_url.secure())))
        }
    }
}

fn signed_out(visit: &Visit, cookie: Option<http::HeaderValue>) -> Response {
    let mut response = Redirect::to(&visit.to("/")).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

async fn load(visit: &Visit) -> Result<Me, Problem> {
    let (me, words) = (visit.person()?, visit.words());
    let mut roles = Vec::new();
    for held in &me.roles {
        let place = match held.territory {
            Some(territory) => place(visit, territory).await?,
            None => t!(words, "account-everywhere"),
        };
        roles.push((role_name(words, held.role), place));
    }
    let mahalla = match me.mahalla {
        Some(mahalla) => Some(place(visit, mahalla).await?),
        None => None,
    };
    let store = &visit.site.store;
    Ok(Me {
        name: me.name.clone(),
        mahalla,
        roles,
        sessions: store.sessions_of(me.person, visit.now, &SESSION_LIMITS).await?,
        this: me.session.id,
    })
}

/// From the mahalla outwards: "Dahbed, Oqdaryo, Samarqand".
async fn place(visit: &Visit, territory: TerritoryId) -> Result<String, Problem> {
    let path = visit.site.store.territory_path(territory).await?;
    let lang = visit.lang.code();
    let names: Vec<&str> = path.iter().rev().map(|step| step.names.text(lang)).collect();
    Ok(names.join(", "))
}

fn view(visit: &Visit, me: Me) -> impl IntoView + use<> {
    let words = visit.words();
    let mahalla = me.mahalla.unwrap_or_else(|| t!(words, "account-no-mahalla"));
    let mut facts = vec![Fact::new(t!(words, "account-mahalla"), mahalla)];
    facts.extend(me.roles.into_iter().map(|(role, place)| Fact::new(role, place)));
    let official = official(visit);
    let rows = me.sessions.into_iter().map(|session| row(visit, session, me.this)).collect();
    let columns = [
        t!(words, "account-device"),
        t!(words, "account-since"),
        t!(words, "account-seen"),
        t!(words, "account-end"),
    ];
    view! {
        <div class="wrap section">
            <PageHead title=me.name lede=t!(words, "account-me-lede")/>
            <Facts rows=facts/>
            <p><MoreLink link=Link::new(visit.to("/me/roll"), t!(words, "standing-link"))/></p>
            {official.map(|links| view! { <ul class="stack-s" role="list">{links}</ul> })}
            <section class="section" aria-labelledby="sessions">
                <SectionHead id="sessions" title=t!(words, "account-sessions")
                    note=t!(words, "account-sessions-text")/>
                <Table id="sessions-table" caption=t!(words, "account-sessions") quiet=true
                    stacked=true columns=columns.map(Column::words).to_vec() rows=rows/>
                <form method="post" class="mt">
                    <p><Button look=Look::Danger>{t!(words, "account-end-all")}</Button></p>
                </form>
            </section>
        </div>
    }
}

/// The pages of an official's work; those that everybody has are in the menu.
fn official(visit: &Visit) -> Option<Vec<AnyView>> {
    let view = visit.session.as_deref().filter(|view| !view.roles.is_empty())?;
    let everybody = ["/me", "/me/proposals"].map(|path| visit.to(path));
    let links = own_links(visit, &view.roles).into_iter();
    let work = links.filter(|link| !everybody.contains(&link.href));
    Some(work.map(|link| view! { <li><MoreLink link/></li> }.into_any()).collect())
}

fn row(visit: &Visit, session: Session, this: SessionId) -> Vec<AnyView> {
    let words = visit.words();
    let device = match session.device.is_empty() {
        true => t!(words, "account-device-unknown"),
        false => session.device,
    };
    let here = (session.id == this)
        .then(|| view! { " " <Badge tone=Tone::Ok text=t!(words, "account-this-one")/> });
    let which = format!(": {device}, {}", date_time(words, session.created_at));
    let end = view! {
        <form method="post">
            <Button look=Look::Second small=true name="session".to_owned()
                value=session.id.to_string()>
                {t!(words, "account-end")}<span class="vh">{which}</span>
            </Button>
        </form>
    };
    vec![
        view! { {device}{here} }.into_any(),
        date_time(words, session.created_at).into_any(),
        date_time(words, session.seen_at).into_any(),
        end.into_any(),
    ]
}
