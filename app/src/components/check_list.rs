//! Checks that run before the reader's eyes.

use leptos::prelude::*;

use super::{Badge, Glyph, Icon, Star, StarState, Tone};

/// How far a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Ran and found nothing wrong.
    Done,
    /// Running.
    Running,
    /// Waiting for its turn.
    Queued,
    /// Ran and failed.
    Failed,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is checked.
    pub title: String,
    /// What was found, or what it waits for.
    pub note: String,
    /// How far it is.
    pub state: CheckState,
    /// The state in a word or a share: "right", "62%", "queued", "wrong".
    pub word: String,
}

/// A list of checks; none is green before it ran.
#[component]
pub fn CheckList(
    /// The checks in order.
    checks: Vec<Check>,
) -> impl IntoView {
    view! { <ul class="checks" role="list">{checks.into_iter().map(one).collect_view()}</ul> }
        .into_any()
}

fn one(check: Check) -> impl IntoView {
    let (tone, star) = match check.state {
        CheckState::Done => (Tone::Ok, Some(StarState::Done)),
        CheckState::Running => (Tone::Info, Some(StarState::Running)),
        CheckState::Queued => (Tone::Neutral, Some(StarState::ToCome)),
        CheckState::Failed => (Tone::Bad, None),
    };
    let sign = match star {
        Some(state) => view! { <Star state /> }.into_any(),
        None => view! { <Icon glyph=Glyph::Warning /> }.into_any(),
    };
    let outlined = check.state == CheckState::Queued;
    view! {
        <li>
            {sign}
            <b>{check.title}</b>
            <Badge tone text=check.word outlined />
            <p>{check.note}</p>
        </li>
    }
    .into_any()
}
