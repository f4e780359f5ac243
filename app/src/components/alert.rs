//! Alerts: what happened, then what to do.

use leptos::prelude::*;

use super::{Glyph, Icon, Link, Star, StarState, Tone};

/// A message with a title and, as children, what to do (paragraphs, links, a button).
///
/// `live` announces it to screen readers: for the answer to something just done.
#[component]
pub fn Alert(
    /// Its tone; neutral looks like information.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// What happened.
    #[prop(into)]
    title: String,
    /// Announce it when the page shows it.
    #[prop(optional)]
    live: bool,
    /// What to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let sign = match tone {
        Tone::Ok => view! { <Star state=StarState::Done /> }.into_any(),
        Tone::Warn => view! { <Icon glyph=Glyph::Warning /> }.into_any(),
        Tone::Bad => view! { <Icon glyph=Glyph::Cross /> }.into_any(),
        Tone::Neutral | Tone::Info => view! { <Icon glyph=Glyph::Info /> }.into_any(),
    };
    let role = live.then_some(if tone == Tone::Bad { "alert" } else { "status" });
    view! {
        <div class=format!("alert{}", tone.class()) role=role>
            {sign}
            <div class="alert-body">
                <p class="alert-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// What is wrong with a form, above it: each line leads to its field.
///
/// Links go to `#<field id>`. Takes focus after the reload when the address ends in its id.
#[component]
pub fn ErrorSummary(
    /// "The form was not sent: two answers need a change".
    #[prop(into)]
    title: String,
    /// One line per field.
    errors: Vec<Link>,
) -> impl IntoView {
    let lines = errors
        .into_iter()
        .map(|error| view! { <li><a href=error.href>{error.text}</a></li> })
        .collect_view();
    view! {
        <div class="alert bad" role="alert" id="errors" tabindex="-1">
            <Icon glyph=Glyph::Warning />
            <div class="alert-body">
                <p class="alert-title">{title}</p>
                <ul>{lines}</ul>
            </div>
        </div>
    }
    .into_any()
}
