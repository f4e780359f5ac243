//! One sign from the sprite.

use leptos::prelude::*;

use super::Glyph;

/// The sprite that every icon, star and mark is taken from.
pub(crate) const SPRITE: &str = "/icons.svg";

/// A sign of `/icons.svg`, hidden from screen readers: a word always stands beside it.
#[component]
pub fn Icon(
    /// Which sign.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="ico" aria-hidden="true">
            <use href=format!("{SPRITE}#i-{}", glyph.id())></use>
        </svg>
    }
}
