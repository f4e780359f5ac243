//! Label, hint and error around one control.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// The frame of every field. The control inside carries `id` and [`described_by`].
///
/// An error says the limit and what was typed, and the control keeps the value.
#[component]
pub fn Field(
    /// Id of the control; hint and error get `<id>-hint` and `<id>-error`.
    #[prop(into)]
    id: String,
    /// What to enter.
    #[prop(into)]
    label: String,
    /// A word after the label: "optional".
    #[prop(default = None, into)]
    aside: Option<String>,
    /// How to enter it, and the limit.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong with what was entered.
    #[prop(default = None, into)]
    error: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() { "field bad" } else { "field" };
    view! {
        <div class=class>
            <label class="label" for=id.clone()>
                {label}
                {aside.map(|aside| view! { <small>{format!(" {aside}")}</small> })}
            </label>
            <Notes id hint error />
            {children()}
        </div>
    }
    .into_any()
}

/// Hint and error of a field or of a group of choices.
#[component]
pub(crate) fn Notes(id: String, hint: Option<String>, error: Option<String>) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        {error.map(|error| view! {
            <p class="err" id=error_id>
                <Icon glyph=Glyph::Warning />
                <span>{error}</span>
            </p>
        })}
    }
    .into_any()
}

/// What describes a control: the ids of its error and hint, as far as they exist.
pub(crate) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (error, hint) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (true, false) => Some(format!("{id}-error")),
        (false, true) => Some(format!("{id}-hint")),
        (false, false) => None,
    }
}
