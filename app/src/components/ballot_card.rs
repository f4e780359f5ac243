//! One project on the ballot.

use leptos::prelude::*;

use super::{Glyph, Icon, Link, Picture, Sum, Tile};

/// Why a project cannot be chosen: the short reason, then the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// "Not enough left."
    pub reason: String,
    /// Its numbers, and what to do.
    pub detail: String,
}

/// A project as a ballot card: the whole card is the label of its box.
///
/// Markup only; the booth sets `is-picked` and `is-barred` as the voter chooses.
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
    /// Chosen.
    #[prop(optional)]
    chosen: bool,
    /// "Chosen".
    #[prop(into)]
    chosen_word: String,
    /// Why it cannot be chosen.
    #[prop(default = None, into)]
    barred: Option<Barred>,
) -> impl IntoView {
    let class = match (&barred, chosen) {
        (Some(_), _) => "vote is-barred",
        (None, true) => "vote is-picked",
        (None, false) => "vote",
    };
    let why = format!("{id}-why");
    let described = barred.is_some().then(|| why.clone());
    let kind = if radio { "radio" } else { "checkbox" };
    view! {
        <li class=class>
            <label>
                <input class="box" type=kind id=id name=name value=value checked=chosen
                    disabled=barred.is_some() aria-describedby=described />
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
            {barred.map(|barred| view! {
                <p class="why" id=why>
                    <Icon glyph=Glyph::Lock />
                    <span><b>{barred.reason}</b>" "{barred.detail}</span>
                </p>
            })}
        </li>
    }
    .into_any()
}
