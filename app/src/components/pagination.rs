//! Pages of a list.

use leptos::prelude::*;

use super::{Glyph, Icon, Link};

/// One place in the row of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItem {
    /// Another page.
    Page(Link),
    /// This page.
    Here(Link),
    /// Pages left out.
    Gap,
}

/// Links to the other pages of a list.
#[component]
pub fn Pagination(
    /// Name of this navigation.
    #[prop(into)]
    label: String,
    /// The pages in order.
    pages: Vec<PageItem>,
    /// The page before.
    #[prop(default = None, into)]
    previous: Option<Link>,
    /// The page after.
    #[prop(default = None, into)]
    next: Option<Link>,
) -> impl IntoView {
    let previous = previous.map(|link| {
        view! { <li><a href=link.href rel="prev"><Icon glyph=Glyph::Left />{link.text}</a></li> }
    });
    let next = next.map(|link| {
        view! { <li><a href=link.href rel="next">{link.text}<Icon glyph=Glyph::Right /></a></li> }
    });
    let pages = pages.into_iter().map(|page| match page {
        PageItem::Page(link) => view! { <li><a href=link.href>{link.text}</a></li> }.into_any(),
        PageItem::Here(link) => {
            view! { <li><a href=link.href aria-current="page">{link.text}</a></li> }.into_any()
        }
        PageItem::Gap => view! { <li><span>"…"</span></li> }.into_any(),
    });
    view! {
        <nav aria-label=label>
            <ul class="pages" role="list">
                {previous}
                {pages.collect_view()}
                {next}
            </ul>
        </nav>
    }
    .into_any()
}
