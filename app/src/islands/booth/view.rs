//! What each state looks like. Clicks carry the name of what they do (`name="act"`); one listener
//! for all of them keeps the module small.

mod cast;
mod choosing;
mod code;
mod failed;
mod summary;
mod working;

use leptos::prelude::*;

pub(super) use self::cast::number;
pub(super) use self::code::FIELD as CODE_FIELD;

use super::desk::Desk;
use super::machine::Stage;
use crate::components::{Caption, CastLine, Till};

/// Id of the heading that takes the focus when the state changes.
pub(super) const HEADING: &str = "booth-heading";

/// The booth in its present state.
pub(super) fn booth(desk: Desk) -> impl IntoView {
    let stage = Memo::new(move |_| desk.booth.with(|booth| booth.stage));
    move || match stage.get() {
        Stage::Choosing => choosing::view(desk),
        Stage::Summary => summary::view(desk),
        Stage::Working(work) => working::view(desk, work),
        Stage::Cast => cast::view(desk),
        Stage::Failed(failure) => failed::view(desk, failure),
        Stage::Code(entry) => code::view(desk, entry),
    }
}

/// Head of a state: the standing in words, the title, a sentence.
fn head(desk: Desk, title: String, lede: Option<String>) -> impl IntoView {
    view! {
        <div class="pagehead">
            {move || {
                let (state, text) = desk.standing();
                view! { <CastLine state text /> }
            }}
            <h1 id=HEADING tabindex="-1">{title}</h1>
            {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
        </div>
    }
}

/// The sticky bar with standing, count and money left; the button comes as `action`.
fn till(desk: Desk, action: impl Fn() -> AnyView + Send + 'static) -> impl IntoView {
    move || {
        let (cast, state) = desk.standing();
        let choices = desk.booth.with(|booth| booth.choices.clone());
        let rules = choices.rules();
        let words = if choices.is_enough() {
            desk.word(|words| &words.picked)
        } else {
            desk.phrase(|words| &words.too_few, &[("min", &rules.min.to_string())])
        };
        let count = Caption::new(words, format!("{} / {}", choices.count(), rules.max));
        let left = choices.left().map_or_else(Caption::default, |left| {
            Caption::new(desk.word(|words| &words.left), desk.money(left))
        });
        let parts = choices.parts();
        let button = action();
        view! { <Till cast state count left parts>{button}</Till> }
    }
}
