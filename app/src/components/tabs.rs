//! Tabs switch content, chips filter; never both in one row.

use leptos::prelude::*;

/// A tab or chip: a link, perhaps with a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where to.
    pub href: String,
    /// Words.
    pub text: String,
    /// How many.
    pub count: Option<String>,
    /// The one that is shown.
    pub here: bool,
}

/// Parts of one subject, each at its own address.
#[component]
pub fn Tabs(
    /// Name of this navigation.
    #[prop(into)]
    label: String,
    /// The parts.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs = tabs.into_iter().map(|tab| item(tab, None, "page")).collect_view();
    view! { <nav aria-label=label><ul class="tabs" role="list">{tabs}</ul></nav> }.into_any()
}

/// Filters of the list below, each at its own address.
#[component]
pub fn Chips(
    /// Name of this navigation.
    #[prop(into)]
    label: String,
    /// The filters.
    chips: Vec<Tab>,
) -> impl IntoView {
    let chips = chips.into_iter().map(|chip| item(chip, Some("chip"), "true")).collect_view();
    view! { <nav aria-label=label><ul class="chips" role="list">{chips}</ul></nav> }.into_any()
}

fn item(tab: Tab, class: Option<&'static str>, current: &'static str) -> impl IntoView {
    view! {
        <li>
            <a class=class href=tab.href aria-current=tab.here.then_some(current)>
                {tab.text}
                {tab.count.map(|count| view! { <small>{format!(" {count}")}</small> })}
            </a>
        </li>
    }
    .into_any()
}
