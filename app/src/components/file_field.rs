//! Choosing files.

use leptos::prelude::*;

use super::{Field, Picture, field::described_by};

/// The native file control, dressed; works without JavaScript.
#[component]
pub fn FileField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// What to attach.
    #[prop(into)]
    label: String,
    /// Accepted types: `image/jpeg,image/png,image/webp`.
    #[prop(into)]
    accept: String,
    /// How many, how large, which types.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
    /// A word after the label: "optional".
    #[prop(default = None, into)]
    aside: Option<String>,
    /// More than one at once.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <Field id=id.clone() label aside hint error>
            <div class="drop">
                <input type="file" id=id name=name accept=accept multiple=multiple
                    aria-invalid=invalid aria-describedby=described />
            </div>
        </Field>
    }
    .into_any()
}

/// A file that was already sent, with the button that takes it back as children.
#[component]
pub fn SentFile(
    /// Its small picture; the name stands beside it, so its `alt` may be empty.
    picture: Picture,
    /// Name.
    #[prop(into)]
    name: String,
    /// Size and state: "2.4 MB, sent".
    #[prop(into)]
    note: String,
    /// The button.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="file">
            {picture.tile(true)}
            <span>{name}</span>
            <small class="mute">{note}</small>
            {children()}
        </div>
    }
    .into_any()
}
