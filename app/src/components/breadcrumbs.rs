//! Where this page hangs.

use leptos::prelude::*;

use super::Link;

/// The way down to this page; the page itself comes last, without a link.
#[component]
pub fn Breadcrumbs(
    /// Name of this navigation.
    #[prop(into)]
    label: String,
    /// The pages above, from the top.
    trail: Vec<Link>,
    /// This page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let trail = trail
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.text}</a></li> })
        .collect_view();
    view! {
        <nav class="crumbs" aria-label=label>
            <ol role="list">
                {trail}
                <li><span aria-current="page">{here}</span></li>
            </ol>
        </nav>
    }
    .into_any()
}
