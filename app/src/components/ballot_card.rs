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
/// Markup only: who listens to the box is its parent's business.
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
    /// Chosen; a signal where it changes.
    #[prop(default = false.into(), into)]
    chosen: Signal<bool>,
    /// "Chosen".
    #[prop(into)]
    chosen_word: String,
    /// Why it cannot be chosen; a signal where that changes.
    #[prop(default = None.into(), into)]
    barred: Signal<Option<Barred>>,
) -> impl IntoView {
    let is_barred = Memo::new(move |_| barred.with(Option::is_some));
    let class = move || match (is_barred.get(), chosen.get()) {
        (true, _) => "vote is-barred",
        (false, true) => "vote is-picked",
        (false, false) => "vote",
    };
    let why = format!("{id}-why");
    let described = {
        let why = why.clone();
        move || is_barred.get().then(|| why.clone())
    };
    let kind = if radio { "radio" } else { "checkbox" };
    view! {
        <li class=class>
            <label>
                <input class="box" type=kind id=id name=name value=value
                    checked=move || chosen.get() prop:checked=move || chosen.get()
                    disabled=move || is_barred.get() aria-describedby=described />
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
            {move || barred.get().map(|barred| view! {
                <p class="why" id=why.clone()>
                    <Icon glyph=Glyph::Lock />
                    <span><b>{barred.reason}</b>" "{barred.detail}</span>
                </p>
            })}
        </li>
    }
    .into_any()
}
