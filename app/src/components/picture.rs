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
    /// Other sizes to choose from, as `srcset` lists them (HTML, section 4.8.4.2.1).
    pub sizes: Option<String>,
}

/// How wide the first of a gallery is shown, and each of the others.
const GALLERY: [&str; 2] = ["(min-width: 60rem) 46.5rem, 100vw", "(min-width: 60rem) 15rem, 33vw"];

impl Picture {
    /// The picture as a cut tile; `lazy` for all but the first on the screen.
    pub(crate) fn tile(self, lazy: bool) -> impl IntoView {
        self.shown(lazy, None)
    }

    fn shown(self, lazy: bool, wide: Option<&'static str>) -> impl IntoView {
        let loading = if lazy { "lazy" } else { "eager" };
        view! {
            <img class="tile" src=self.src srcset=self.sizes sizes=wide alt=self.alt
                width=self.width height=self.height loading=loading decoding="async" />
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
    let [first, other] = GALLERY;
    let tiles = pictures.into_iter().enumerate().map(|(index, picture)| {
        let wide = if index == 0 { first } else { other };
        picture.shown(index > 0, Some(wide))
    });
    view! {
        <figure class="gallery">
            {tiles.collect_view()}
            <figcaption>{caption}</figcaption>
        </figure>
    }
    .into_any()
}
