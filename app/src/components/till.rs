//! The one state of a ballot, always in sight.

use leptos::prelude::*;

use super::{Star, StarState};

/// Whether a ballot is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CastState {
    /// It is not.
    Not,
    /// It was sent, and nobody answered.
    Unknown,
    /// It is.
    Done,
}

/// NOT CAST YET, NOT KNOWN YET or CAST, in words with its star; announced when it changes.
#[component]
pub fn CastLine(
    /// Whether the ballot is in.
    state: CastState,
    /// The state in words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let (class, star) = match state {
        CastState::Not => ("castline not", StarState::NotCast),
        CastState::Unknown => ("castline not", StarState::Now),
        CastState::Done => ("castline done", StarState::Done),
    };
    view! { <p class=class role="status"><Star state=star />{text}</p> }.into_any()
}

/// The sticky bar of the booth: state, count, money left, one button (children).
#[component]
pub fn Till(
    /// Id of what is chosen and left.
    id: &'static str,
    /// Whether the ballot is in.
    cast: CastState,
    /// "Not cast yet".
    #[prop(into)]
    state: String,
    /// How many are chosen and what is left of the envelope, over a bar.
    money: AnyView,
    /// The button.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="till">
            <div class="wrap">
                <CastLine state=cast text=state />
                <div class="money" id=id>{money}</div>
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
                <CastLine state=CastState::Done text=state />
                <p class="code">{code}</p>
            </div>
        </div>
    }
    .into_any()
}
