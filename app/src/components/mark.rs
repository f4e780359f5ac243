//! The mark: eight kites, eight neighbours, making one star; the apricot one is you.

use leptos::prelude::*;

use super::icon::SPRITE;

/// The eight-kite mark; the name stands beside it.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 40 40" aria-hidden="true">
            <use href=format!("{SPRITE}#mark")></use>
        </svg>
    }
}
