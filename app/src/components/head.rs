//! Heads of pages and sections, the home page's hero, and running text.

use leptos::prelude::*;

use super::{Girih, Hoshiya, Link, MoreLink};

/// The head of a page: an eyebrow (children: place, badges), the title, one sentence.
#[component]
pub fn PageHead(
    /// The page's only `h1`.
    #[prop(into)]
    title: String,
    /// What it is about, in a sentence.
    #[prop(default = None, into)]
    lede: Option<String>,
    /// The rule of the page, set off by a turquoise edge.
    #[prop(default = None, into)]
    rule: Option<String>,
    /// The eyebrow.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="pagehead">
            {children.map(|children| view! { <p class="eyebrow">{children()}</p> })}
            <h1>{title}</h1>
            {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            {rule.map(|rule| view! { <p class="say">{rule}</p> })}
        </div>
    }
    .into_any()
}

/// The head of a section: `h2`, a link that leads on, a note under both.
#[component]
pub fn SectionHead(
    /// Id of the heading, for `aria-labelledby`.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: String,
    /// A link that leads on.
    #[prop(default = None, into)]
    more: Option<Link>,
    /// A sentence.
    #[prop(default = None, into)]
    note: Option<String>,
) -> impl IntoView {
    view! {
        <div class="head">
            <h2 id=id>{title}</h2>
            {more.map(|link| view! { <MoreLink link /> })}
            {note.map(|note| view! { <p>{note}</p> })}
        </div>
    }
    .into_any()
}

/// The home page's band: `aside` is the purse, children are eyebrow, `h1`, lede and actions.
#[component]
pub fn Hero(
    /// The purse.
    aside: AnyView,
    /// What is decided, by when, how much.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="hero">
            <Girih />
            <div class="wrap hero-in">
                <div class="stack">{children()}</div>
                {aside}
            </div>
        </section>
        <Hoshiya />
    }
    .into_any()
}

/// Running text: paragraphs, lists, headings.
#[component]
pub fn Prose(
    /// The text.
    children: Children,
) -> impl IntoView {
    view! { <div class="prose">{children()}</div> }.into_any()
}

/// A folded part; opens without JavaScript.
#[component]
pub fn Fold(
    /// What is inside.
    #[prop(into)]
    title: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// Folded on a phone only: filters.
    #[prop(optional)]
    phone_only: bool,
    /// The part.
    children: Children,
) -> impl IntoView {
    let class = if phone_only { "fold fold-phone" } else { "fold" };
    view! {
        <details class=class open=open>
            <summary>
                <span>{title}</span>
                <super::Icon glyph=super::Glyph::Down />
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
    .into_any()
}
