//! The header's drawers: language and account. They open without JavaScript.

use leptos::prelude::*;

use super::chrome::{Languages, Session};
use super::{Glyph, Icon};

/// This page in the other languages.
#[component]
pub fn LanguageDrawer(
    /// The languages.
    languages: Languages,
) -> impl IntoView {
    let links = languages.list.into_iter().map(|language| {
        let current = language.here.then_some("true");
        view! {
            <li>
                <a href=language.link.href lang=language.tag hreflang=language.tag
                    aria-current=current>{language.link.text}</a>
            </li>
        }
    });
    view! {
        <details class="drawer">
            <summary class="topbtn">
                <Icon glyph=Glyph::Globe />
                <span>{languages.short}<span class="vh">{format!(" {}", languages.spoken)}</span></span>
            </summary>
            <div class="pane"><ul role="list">{links.collect_view()}</ul></div>
        </details>
    }
    .into_any()
}

/// "Sign in", or the account with its links and "sign out".
#[component]
pub fn SessionDrawer(
    /// Who is signed in.
    session: Session,
) -> impl IntoView {
    match session {
        Session::Out(link) => view! {
            <a class="topbtn" href=link.href><Icon glyph=Glyph::SignIn />{link.text}</a>
        }
        .into_any(),
        Session::In { ref name, .. } => {
            let name = name.clone();
            view! {
                <details class="drawer">
                    <summary class="topbtn"><Icon glyph=Glyph::User />{name}</summary>
                    <div class="pane">{session_items(session)}</div>
                </details>
            }
            .into_any()
        }
    }
}

/// What a drawer shows of the session. Signing out is a form: it changes something.
pub(crate) fn session_items(session: Session) -> impl IntoView {
    match session {
        Session::Out(link) => view! {
            <ul role="list"><li><a href=link.href><Icon glyph=Glyph::SignIn />{link.text}</a></li></ul>
        }
        .into_any(),
        Session::In { name, role, links, sign_out } => {
            let links = links
                .into_iter()
                .map(|link| view! { <li><a href=link.href>{link.text}</a></li> })
                .collect_view();
            let who = role.map_or_else(|| name.clone(), |role| format!("{name}, {role}"));
            view! {
                <p class="pane-say">{who}</p>
                <ul role="list">{links}</ul>
                <form method="post" action=sign_out.href>
                    <button type="submit"><Icon glyph=Glyph::SignOut />{sign_out.text}</button>
                </form>
            }
            .into_any()
        }
    }
}
