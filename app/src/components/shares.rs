//! Charts drawn without a script; the same data always stands in a table too.

use leptos::prelude::*;

use super::{Bar, BarKind};

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Where its details are; none for a plain line.
    pub href: Option<String>,
    /// What it is.
    pub text: String,
    /// The sum in words.
    pub figure: String,
    /// Per mille of the largest part.
    pub width: u16,
    /// Turquoise, or apricot for Hashar's own slice.
    pub kind: BarKind,
}

/// Parts of a whole as bars, largest first.
#[component]
pub fn Shares(
    /// The parts.
    shares: Vec<Share>,
) -> impl IntoView {
    let rows = shares.into_iter().map(|share| {
        let inner = view! {
            <span>{share.text}</span>
            <b>{share.figure}</b>
            <Bar parts=vec![share.width] kind=share.kind />
        };
        match share.href {
            Some(href) => view! { <li><a href=href>{inner}</a></li> }.into_any(),
            None => view! { <li class="share-row">{inner}</li> }.into_any(),
        }
    });
    view! { <ul class="shares" role="list">{rows.collect_view()}</ul> }.into_any()
}
