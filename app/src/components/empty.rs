//! Empty and loading states.

use leptos::prelude::*;

use super::Rosette;

/// Nothing here yet: what is missing, and one action as children.
#[component]
pub fn Empty(
    /// What is missing.
    #[prop(into)]
    title: String,
    /// What may follow.
    #[prop(default = None, into)]
    text: Option<String>,
    /// One action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Rosette />
            <p class="empty-title">{title}</p>
            {text.map(|text| view! { <p class="mute">{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// The shape of coming project rows; `label` tells screen readers that they load.
#[component]
pub fn Skeleton(
    /// "Loading".
    #[prop(into)]
    label: String,
    /// How many rows.
    #[prop(default = 3)]
    rows: usize,
) -> impl IntoView {
    let row = |_| {
        view! {
            <div class="sk-row">
                <span class="sk sk-tile tile"></span>
                <span class="stack-s">
                    <span class="sk sk-30"></span>
                    <span class="sk sk-90"></span>
                    <span class="sk sk-55"></span>
                    <span class="sk sk-sum"></span>
                </span>
            </div>
        }
    };
    view! {
        <div role="status" aria-busy="true">
            <span class="vh">{label}</span>
            {(0..rows).map(row).collect_view()}
        </div>
    }
    .into_any()
}
