//! The header of a page.

use leptos::prelude::*;

use super::chrome::{Chrome, NavLink};
use super::{Glyph, Hoshiya, Icon, LanguageDrawer, Link, Mark, SessionDrawer};

/// Jumps over the header; first in `body`. `main` carries `id="main"` and `tabindex="-1"`.
#[component]
pub fn SkipLink(
    /// "Skip to the content".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <a class="skip" href="#main">{text}</a> }.into_any()
}

/// A quiet line: this is a demo.
#[component]
pub fn DemoRibbon(
    /// What is invented here.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="demo">
            <p class="wrap"><Icon glyph=Glyph::Info /><span>{text}</span></p>
        </div>
    }
    .into_any()
}

/// Skip link, demo line and header; the strip follows unless the page has a hero.
#[component]
pub fn PageHeader(
    /// Words and links.
    chrome: Chrome,
    /// The page opens with a [`super::Hero`], which brings the strip.
    #[prop(optional)]
    hero: bool,
) -> impl IntoView {
    let menu = view! { <MenuDrawer chrome=chrome.clone() /> };
    let nav = (!chrome.nav.is_empty())
        .then(|| view! { <nav aria-label=chrome.nav_label><ul class="nav" role="list">{items(chrome.nav)}</ul></nav> });
    view! {
        <SkipLink text=chrome.skip />
        <header>
            {chrome.demo.map(|text| view! { <DemoRibbon text /> })}
            <div class="top">
                <TopLine operator=chrome.operator help=chrome.help />
                <div class="wrap bar-row">
                    <Logo home=chrome.home place=chrome.place />
                    {nav}
                    <LanguageDrawer languages=chrome.languages />
                    <div class="only-l"><SessionDrawer session=chrome.session /></div>
                    {menu}
                </div>
            </div>
            {(!hero).then(|| view! { <Hoshiya /> })}
        </header>
    }
    .into_any()
}

/// The header of the booth: no menu, one way out.
#[component]
pub fn BoothHeader(
    /// Words and links.
    chrome: Chrome,
    /// The way out.
    exit: Link,
) -> impl IntoView {
    view! {
        <SkipLink text=chrome.skip />
        <header>
            {chrome.demo.map(|text| view! { <DemoRibbon text /> })}
            <div class="top">
                <TopLine operator=chrome.operator help=chrome.help />
                <div class="wrap bar-row">
                    <Logo home=chrome.home place=None />
                    <a class="topbtn" href=exit.href><Icon glyph=Glyph::Cross />{exit.text}</a>
                </div>
            </div>
            <Hoshiya />
        </header>
    }
    .into_any()
}

#[component]
fn TopLine(operator: String, help: Option<String>) -> impl IntoView {
    view! {
        <div class="top-line">
            <div class="wrap">
                <p>{operator}</p>
                {help.map(|help| view! { <p class="only-l">{help}</p> })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Logo(home: Link, place: Option<String>) -> impl IntoView {
    let class = if place.is_some() { "logo logo-placed" } else { "logo" };
    view! {
        <a class=class href=home.href><Mark />{home.text}</a>
        {place.map(|place| view! { <span class="where">{place}</span> })}
    }
    .into_any()
}

#[component]
fn MenuDrawer(chrome: Chrome) -> impl IntoView {
    let more = chrome
        .more
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.text}</a></li> })
        .collect_view();
    view! {
        <details class="drawer only-s">
            <summary class="topbtn"><Icon glyph=Glyph::Menu />{chrome.menu}</summary>
            <div class="pane">
                <nav aria-label=chrome.nav_label><ul role="list">{items(chrome.nav)}</ul></nav>
                <hr />
                {super::drawer::session_items(chrome.session)}
                <ul role="list">{more}</ul>
            </div>
        </details>
    }
    .into_any()
}

fn items(nav: Vec<NavLink>) -> impl IntoView {
    nav.into_iter()
        .map(|item| {
            let current = item.here.then_some("page");
            view! { <li><a href=item.link.href aria-current=current>{item.link.text}</a></li> }
        })
        .collect_view()
}
