//! Dialog and toast.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A dialog that repeats the sum and the deadline; buttons are children, the safe one quiet.
///
/// An island opens it with `showModal()`. Without a script it stays closed, so nothing that
/// must work without one may live only here.
#[component]
pub fn Dialog(
    /// Its id.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// Words and buttons.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog class="dialog" id=id aria-labelledby=labelled>
            <div class="stack">
                <h2 class="title-xl" id=heading>{title}</h2>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}

/// A finished act with its undo (children: one button or link); never an error.
#[component]
pub fn Toast(
    /// What was done.
    #[prop(into)]
    text: String,
    /// Undo.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="toast" role="status">
            <Icon glyph=Glyph::Check />
            <span>{text}</span>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
