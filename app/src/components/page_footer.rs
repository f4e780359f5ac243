//! The footer of a page.

use leptos::prelude::*;

use super::chrome::{Footer, FooterColumn};

/// What the platform is, lists of links, and the operator's legal lines.
#[component]
pub fn PageFooter(
    /// Its words.
    footer: Footer,
) -> impl IntoView {
    let columns = footer.columns.into_iter().map(column).collect_view();
    let legal = footer.legal.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
    view! {
        <footer class="foot">
            <div class="wrap">
                <div class="cols">
                    <div><h2>{footer.title}</h2><p>{footer.about}</p></div>
                    {columns}
                </div>
                <div class="legal">{legal}</div>
            </div>
        </footer>
    }
    .into_any()
}

fn column(column: FooterColumn) -> impl IntoView {
    let links = column
        .links
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.text}</a></li> })
        .collect_view();
    view! { <div><h2>{column.title}</h2><ul role="list">{links}</ul></div> }.into_any()
}
