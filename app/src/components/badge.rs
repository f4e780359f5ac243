//! Badges.

use leptos::prelude::*;

use super::{Star, StarState, Tone};

/// One or two words of state: a noun or participle; at most two in a row.
#[component]
pub fn Badge(
    /// Its tone.
    #[prop(default = Tone::Neutral)]
    tone: Tone,
    /// The words.
    #[prop(into)]
    text: String,
    /// A star before the words; only when something is completed.
    #[prop(optional)]
    star: bool,
    /// An outline instead of a ground: waiting its turn.
    #[prop(optional)]
    outlined: bool,
) -> impl IntoView {
    let class = format!("badge{}{}", tone.class(), if outlined { " line" } else { "" });
    view! {
        <span class=class>
            {star.then(|| view! { <Star state=StarState::Plain /> })}
            {text}
        </span>
    }
    .into_any()
}
