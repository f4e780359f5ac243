//! One project on the ballot.

use leptos::prelude::*;

use super::{Glyph, Icon, Link, Picture, Sum, Tile};

/// A project as a ballot card: the whole card is the label of its box.
///
/// Markup only: who listens to the box is its parent's business, and so are its states: the classes
/// `is-picked` and `is-barred` of the card, and [`Barred`] as its last child.
#[component]
pub fn BallotCard(
    /// Id of the box; unique on the page.
    #[prop(into)]
    id: String,
    /// Name of the box.
    #[prop(into)]
    name: String,
    /// The project's id.
    #[prop(into)]
    value: String,
    /// One choice only: a radio button.
    #[prop(optional)]
    radio: bool,
    /// The project's title.
    #[prop(into)]
    title: String,
    /// The category's sign.
    glyph: Glyph,
    /// Category and place in words.
    #[prop(into)]
    category: String,
    /// Photograph, shown where there is room.
    #[prop(default = None, into)]
    picture: Option<Picture>,
    /// The sum, digits grouped.
    #[prop(into)]
    amount: String,
    /// The unit's word.
    #[prop(into)]
    unit: String,
    /// "Read more", to the project's page.
    more: Link,
    /// "Chosen".
    #[prop(into)]
    chosen_word: String,
) -> impl IntoView {
    let kind = if radio { "radio" } else { "checkbox" };
    view! {
        <li class="vote">
            <label>
                <input class="box" type=kind id=id name=name value=value />
                <Tile picture glyph />
                <span class="vote-title">
                    <span class="cat"><Icon glyph />{category}</span>
                    <span>{title.clone()}</span>
                </span>
                <span class="vote-cost"><Sum amount unit /></span>
            </label>
            <p class="under">
                <a href=more.href>{more.text}<span class="vh">{format!(": {title}")}</span></a>
                <span class="chosen"><Icon glyph=Glyph::Check />{chosen_word}</span>
            </p>
        </li>
    }
    .into_any()
}

/// Why a project cannot be chosen; describes its box.
#[component]
pub fn Barred(
    /// Its id.
    #[prop(into)]
    id: String,
    /// "Not enough left."
    #[prop(into)]
    reason: String,
    /// Its numbers, and what to do.
    #[prop(into)]
    detail: String,
) -> impl IntoView {
    view! {
        <p class="why" id=id>
            <Icon glyph=Glyph::Lock />
            <span><b>{reason}</b>" "{detail}</span>
        </p>
    }
    .into_any()
}
