//! The sixteen-point star, and the rosette of empty states.

use leptos::prelude::*;

use super::icon::SPRITE;

/// What a star says; a word beside it says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarState {
    /// Filled in the colour of the text.
    Plain,
    /// Filled turquoise with a tick: completed.
    Done,
    /// Apricot with a dot: you are here.
    Now,
    /// Outline: still to come.
    ToCome,
    /// Dashed outline: not cast yet.
    NotCast,
    /// Lapis outline: being worked on.
    Running,
}

impl StarState {
    const fn symbol(self) -> &'static str {
        match self {
            Self::Done => "star-done",
            Self::Now => "star-now",
            Self::Plain | Self::ToCome | Self::NotCast | Self::Running => "star",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "star",
            Self::Done => "star star-done",
            Self::Now => "star star-now",
            Self::ToCome => "star star-to-come",
            Self::NotCast => "star star-not-cast",
            Self::Running => "star star-running",
        }
    }
}

/// The star in one of its states.
#[component]
pub fn Star(
    /// What it says.
    #[prop(default = StarState::Plain)]
    state: StarState,
) -> impl IntoView {
    view! {
        <svg class=state.class() viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("{SPRITE}#{}", state.symbol())></use>
        </svg>
    }
}

/// The large rosette of an empty state.
#[component]
pub fn Rosette() -> impl IntoView {
    view! {
        <svg class="rosette" viewBox="0 0 96 96" aria-hidden="true">
            <use href=format!("{SPRITE}#rosette")></use>
        </svg>
    }
}
