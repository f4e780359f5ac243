//! Pairs of term and value.

use leptos::prelude::*;

/// A term and its value; the value may be a view (a badge, a link).
pub struct Fact {
    term: String,
    value: AnyView,
}

impl Fact {
    /// `term: value`.
    pub fn new(term: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { term: term.into(), value: value.into_any() }
    }
}

/// Rows of term and value, hairlines between them.
#[component]
pub fn Facts(
    /// The rows.
    rows: Vec<Fact>,
) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|fact| view! { <div><dt>{fact.term}</dt><dd>{fact.value}</dd></div> })
        .collect_view();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
