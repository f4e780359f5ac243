//! The one state of a ballot, always in sight.

use leptos::prelude::*;

use super::{Bar, BarKind, Caption, Captions, Star, StarState};

/// NOT CAST YET or CAST, in words with its star; announced when it changes.
#[component]
pub fn CastLine(
    /// Whether the ballot is in.
    cast: bool,
    /// The state in words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let (class, state) = if cast {
        ("castline done", StarState::Done)
    } else {
        ("castline not", StarState::NotCast)
    };
    view! { <p class=class role="status"><Star state />{text}</p> }.into_any()
}

/// The sticky bar of the booth: state, count, money left, one button (children).
#[component]
pub fn Till(
    /// "Not cast yet".
    #[prop(into)]
    state: String,
    /// How many are chosen, of how many: figure, then words.
    count: Caption,
    /// What is left of the envelope.
    left: Caption,
    /// Cost of each chosen project, per mille of the envelope.
    parts: Vec<u16>,
    /// The button.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="till">
            <div class="wrap">
                <CastLine cast=false text=state />
                <div class="money">
                    <Captions start=count end=left />
                    <Bar parts kind=BarKind::Chosen />
                </div>
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// The same bar once the ballot is in: state and code.
#[component]
pub fn TillDone(
    /// "Cast at 14:02".
    #[prop(into)]
    state: String,
    /// The ticket's code.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    view! {
        <div class="till done">
            <div class="wrap wrap-narrow">
                <CastLine cast=true text=state />
                <p class="code">{code}</p>
            </div>
        </div>
    }
    .into_any()
}
