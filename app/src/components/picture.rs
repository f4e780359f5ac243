//! Photographs, cut like tile.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A photograph in one size.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Picture {
    /// Address.
    pub src: String,
    /// What it shows; empty where the words beside it say so.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Picture {
    /// The picture as a cut tile; `lazy` for all but the first on the screen.
    pub(crate) fn tile(self, lazy: bool) -> impl IntoView {
        let loading = if lazy { "lazy" } else { "eager" };
        view! {
            <img class="tile" src=self.src alt=self.alt width=self.width height=self.height
                loading=loading decoding="async" />
        }
    }
}

/// A cut tile: the photograph, or the sign of the category where none was given.
#[component]
pub fn Tile(
    /// The photograph.
    #[prop(default = None, into)]
    picture: Option<Picture>,
    /// The category's sign.
    glyph: Glyph,
) -> impl IntoView {
    match picture {
        Some(picture) => picture.tile(true).into_any(),
        None => view! { <span class="tile tile-blank" aria-hidden="true"><Icon glyph /></span> }
            .into_any(),
    }
}

/// Photographs of a project: the first large, the others small under it.
#[component]
pub fn Gallery(
    /// The photographs.
    pictures: Vec<Picture>,
    /// Place, date and whose they are.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let tiles = pictures.into_iter().enumerate().map(|(index, picture)| picture.tile(index > 0));
    view! {
        <figure class="gallery">
            {tiles.collect_view()}
            <figcaption>{caption}</figcaption>
        </figure>
    }
    .into_any()
}
