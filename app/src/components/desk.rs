//! The officials' side: its navigation, and the frame of its pages.

use leptos::prelude::*;

use super::Tab;

/// A desk: navigation with counts beside the work (children). Child of `main.main-flush`.
#[component]
pub fn Desk(
    /// Name of this navigation.
    #[prop(into)]
    label: String,
    /// Queues and lists.
    places: Vec<Tab>,
    /// The work.
    children: Children,
) -> impl IntoView {
    let places = places.into_iter().map(|place| {
        let current = place.here.then_some("page");
        view! {
            <li>
                <a href=place.href aria-current=current>
                    {place.text}
                    {place.count.map(|count| view! { <b>{count}</b> })}
                </a>
            </li>
        }
    });
    view! {
        <div class="desk">
            <nav class="side" aria-label=label><ul role="list">{places.collect_view()}</ul></nav>
            <div class="work">{children()}</div>
        </div>
    }
    .into_any()
}
