//! The document around every page, and its caching.

use super::chrome::chrome;
use super::visit::Visit;
use crate::components::{BoothHeader, Chrome, DemoRibbon, Girih, Link, PageFooter, PageHeader};
use crate::i18n::Lang;
use crate::t;
use axum::response::{Html, IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header as name};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Anonymous pages: shared caches may serve them for half a minute and then ask with the ETag.
const SHARED: HeaderValue =
    HeaderValue::from_static("public, max-age=0, s-maxage=30, stale-while-revalidate=60");

/// Pages that only one person may see.
pub(super) const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");

/// What stands in `<head>` for a page.
pub struct Head {
    title: String,
    description: Option<String>,
    indexed: bool,
    islands: bool,
    script: Option<&'static str>,
    hero: bool,
    bare: bool,
    exit: Option<Link>,
    flush: bool,
}

impl Head {
    /// A page that search engines may list.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: None,
            indexed: true,
            islands: false,
            script: None,
            hero: false,
            bare: false,
            exit: None,
            flush: false,
        }
    }

    /// One sentence for search engines and shared links.
    #[must_use]
    pub fn describe(mut self, sentence: impl Into<String>) -> Self {
        self.description = Some(sentence.into());
        self
    }

    /// A page that search engines must not list.
    #[must_use]
    pub fn hidden_from_search(mut self) -> Self {
        self.indexed = false;
        self
    }

    /// A page that opens with a hero and ends with a band: both reach from edge to edge.
    #[must_use]
    pub fn with_hero(mut self) -> Self {
        self.hero = true;
        self
    }

    /// A page without the site's menu and footer, whose address has no language.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// The booth: no menu, no footer, one way out.
    #[must_use]
    pub fn enclosed(mut self, exit: Link) -> Self {
        self.exit = Some(exit);
        self
    }

    /// A page whose frame reaches from edge to edge: a desk.
    #[must_use]
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// A page with a small script of its own, which it works without.
    #[must_use]
    pub fn with_script(mut self, name: &'static str) -> Self {
        self.script = Some(name);
        self
    }

    /// A page with an island: only these load the browser's module.
    #[must_use]
    fn with_islands(mut self) -> Self {
        self.islands = true;
        self
    }
}

impl Visit {
    /// Renders `view` as the main part of a page.
    #[must_use]
    pub fn page(&self, head: Head, view: impl IntoView + 'static) -> Response {
        self.answer(&Owner::new().with(|| document(self, head, view).to_html()))
    }

    /// Renders a view that holds an island. An island asks for whom it is rendered already when it
    /// is made, so it is made in here.
    #[must_use]
    pub fn page_with_island<V: IntoView + 'static>(
        &self,
        head: Head,
        view: impl FnOnce() -> V,
    ) -> Response {
        let rendered = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
        self.answer(&rendered.with(|| document(self, head.with_islands(), view()).to_html()))
    }

    fn answer(&self, html: &str) -> Response {
        let html = format!("<!DOCTYPE html>{html}");
        if self.session.is_some() {
            return ([(name::CACHE_CONTROL, NO_STORE)], Html(html)).into_response();
        }
        let etag = format!("\"{}\"", data_encoding::BASE64URL_NOPAD.encode(&short_hash(&html)));
        let unchanged = self.if_none_match.as_deref().is_some_and(|sent| sent.contains(&etag));
        let mut response = match unchanged {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => Html(html).into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(name::CACHE_CONTROL, SHARED);
        headers.insert(name::VARY, HeaderValue::from_static("Cookie"));
        if let Ok(etag) = HeaderValue::try_from(etag) {
            headers.insert(name::ETAG, etag);
        }
        response
    }
}

fn document(visit: &Visit, head: Head, view: impl IntoView + 'static) -> impl IntoView {
    let words = visit.words();
    let assets = &visit.site.assets;
    let title = format!("{} — {}", head.title, t!(words, "site-name"));
    let chrome = chrome(visit);
    let footer = (!head.bare && head.exit.is_none()).then(|| chrome.footer.clone());
    let top = header(chrome, &head);
    let flush = head.hero || head.flush || head.exit.is_some();
    let main_class = flush.then_some("main-flush");
    let girih = (!flush && !head.bare).then(|| view! { <Girih/> });
    view! {
        <html lang=visit.lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                {head.description.map(|text| view! { <meta name="description" content=text/> })}
                {(!head.indexed).then(|| view! { <meta name="robots" content="noindex"/> })}
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#0f2a55"/>
                {(!head.bare).then(|| alternates(visit))}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="icon" href="/favicon.ico" sizes="32x32"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="stylesheet" href=assets.url("main.css")/>
                {head.islands.then(|| island_script(visit))}
                {head.script.map(|name| view! { <script type="module" src=assets.url(name)></script> })}
            </head>
            <body>
                {top}
                <main id="main" tabindex="-1" class=main_class>{girih}{view}</main>
                {footer.map(|footer| view! { <PageFooter footer/> })}
            </body>
        </html>
    }
}

fn header(chrome: Chrome, head: &Head) -> AnyView {
    if let Some(exit) = head.exit.clone() {
        return view! { <BoothHeader chrome exit/> }.into_any();
    }
    match (head.bare, chrome.demo) {
        (true, demo) => demo.map(|text| view! { <header><DemoRibbon text/></header> }).into_any(),
        (false, demo) => {
            view! { <PageHeader chrome=Chrome { demo, ..chrome } hero=head.hero/> }.into_any()
        }
    }
}

/// The same page in every language.
fn alternates(visit: &Visit) -> impl IntoView {
    let path = visit.path.clone();
    Lang::ALL.map(move |lang| {
        view! { <link rel="alternate" hreflang=lang.tag() href=format!("/{}{path}", lang.code())/> }
    })
}

fn island_script(visit: &Visit) -> impl IntoView {
    let assets = &visit.site.assets;
    view! {
        <script
            id="islands"
            type="module"
            src=assets.url("islands.js")
            data-glue=assets.url("hashar.js")
            data-wasm=assets.url("hashar_bg.wasm")
        ></script>
    }
}

fn short_hash(html: &str) -> [u8; 16] {
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(Sha256::digest(html.as_bytes())) {
        *to = from;
    }
    short
}
