//! Ornament: linework behind a page's head, and the strip that closes the header.

use leptos::prelude::*;

/// Star-and-cross linework; first child of `main` or of the hero.
#[component]
pub fn Girih() -> impl IntoView {
    view! { <div class="girih" aria-hidden="true"></div> }
}

/// The border strip of a tiled wall; once on a page, under the header or the hero.
#[component]
pub fn Hoshiya() -> impl IntoView {
    view! { <div class="hoshiya" aria-hidden="true"></div> }
}
