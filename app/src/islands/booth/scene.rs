//! What each state looks like, rendered once on the server: the list, and every other state as a
//! fragment in a `<template>`. Clicks carry the name of what they do (`name="act"`); one
//! listener for all of them (`drive`) keeps the browser's module small.

mod cast;
mod list;
mod states;

use leptos::prelude::*;

use super::failure::Failure;
use super::fragment::{self, Fragment, LIST, STAGE, STAGE_HEADING};
use super::machine::CodeEntry;
use super::offer::{Offer, Project};
use crate::components::{CastLine, CastState, Glyph, Picture};
use crate::i18n::Words;
use crate::t;

/// A project on the ballot as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What the module needs of it.
    pub project: Project,
    /// The category's sign.
    pub glyph: Glyph,
    /// Its photograph.
    pub picture: Option<Picture>,
    /// Its page.
    pub href: String,
}

/// What the markup says beside the offer.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The reader's language.
    pub words: Words,
    /// Season and place.
    pub season: String,
    /// When the vote ends, in words.
    pub closes: String,
    /// How winners are found, in sentences.
    pub winners: String,
    /// In the order of the offer.
    pub cards: Vec<Card>,
    /// Where one signs in and comes back.
    pub sign_in: String,
    /// The first page.
    pub home: String,
    /// One's own entry of the roll: whether a credential was issued, and when.
    pub roll: String,
}

/// The children of the island.
pub fn scene(scene: Scene, offer: &Offer) -> AnyView {
    let templates: Vec<_> = fragments(&scene, offer)
        .into_iter()
        .map(|(fragment, view)| {
            view! { <template id=format!("piece-{}", fragment.name)>{view}</template> }
        })
        .collect();
    view! {
        <div id=STAGE></div>
        <div id=LIST>{list::view(scene, offer)}</div>
        {templates}
    }
    .into_any()
}

/// Every fragment that the browser may ask for.
fn fragments(scene: &Scene, offer: &Offer) -> Vec<(Fragment, AnyView)> {
    let words = scene.words;
    let line = |state, text: String| view! { <CastLine state text /> }.into_any();
    let mut all = vec![
        (fragment::NOT_CAST, line(CastState::Not, t!(words, "booth-not-cast"))),
        (fragment::NOT_KNOWN, line(CastState::Unknown, t!(words, "booth-not-known"))),
        (fragment::CAST_AT, line(CastState::Done, t!(words, "booth-cast-at", time = "{time}"))),
        (fragment::CHANGING, line(CastState::Not, t!(words, "booth-changing", time = "{time}"))),
        (fragment::MONEY, t!(words, "booth-money", sum = "{sum}").into_any()),
        (fragment::SUMMARY, states::summary(scene)),
        (fragment::ROW, states::row(words)),
        (fragment::BLANK, states::blank(scene)),
        (fragment::SEALING, states::sealing(words)),
        (fragment::CASTING, states::casting(words)),
        (fragment::WAITING, states::waiting(words)),
        (fragment::CAST, cast::view(scene)),
        (fragment::RECOVERY, cast::recovery(words)),
    ];
    all.extend(list::fragments(words, offer.rules));
    let entries = [CodeEntry::Empty, CodeEntry::Mistyped, CodeEntry::Foreign];
    all.extend(entries.map(|entry| (fragment::code(entry), states::code(scene, entry))));
    let failures = Failure::ALL;
    all.extend(
        failures.map(|failure| (fragment::failed(failure), states::failed(scene, offer, failure))),
    );
    all
}

/// Head of a state: the standing, which the browser puts in words, the title, a sentence.
fn head(title: String, lede: Option<String>) -> impl IntoView {
    view! {
        <div class="pagehead">
            <CastLine state=CastState::Not text="" />
            <h1 id=STAGE_HEADING tabindex="-1">{title}</h1>
            {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
        </div>
    }
}

#[cfg(test)]
mod tests;
