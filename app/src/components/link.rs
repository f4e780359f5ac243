//! Links: their data, and the one that leads on.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// Where a link goes and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub href: String,
    /// Words.
    pub text: String,
}

impl Link {
    /// A link to `href` that says `text`.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// A link that stands alone and leads on, with an arrow.
#[component]
pub fn MoreLink(
    /// Where to, in which words.
    link: Link,
) -> impl IntoView {
    view! {
        <a class="more" href=link.href>
            {link.text}
            <Icon glyph=Glyph::Arrow />
        </a>
    }
    .into_any()
}

/// A file to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Address and name.
    pub link: Link,
    /// Format and size: "CSV, 4 KB".
    pub format: String,
}

/// A list of files with their formats and sizes.
#[component]
pub fn Downloads(
    /// The files.
    files: Vec<Download>,
) -> impl IntoView {
    let rows = files.into_iter().map(|file| {
        view! {
            <li>
                <a href=file.link.href download="">
                    <Icon glyph=Glyph::Download />
                    <span>{file.link.text}</span>
                    <small>{file.format}</small>
                </a>
            </li>
        }
    });
    view! { <ul class="dl" role="list">{rows.collect_view()}</ul> }.into_any()
}
