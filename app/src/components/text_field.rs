//! One line of text, or a figure with its unit.

use leptos::prelude::*;

use super::{Field, field::described_by};

/// A line of text: also search, e-mail, telephone, date (`kind`).
#[component]
pub fn TextField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// What to enter.
    #[prop(into)]
    label: String,
    /// What was entered before: kept after an error.
    #[prop(default = None, into)]
    value: Option<String>,
    /// How to enter it, and the limit.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
    /// A word after the label: "optional".
    #[prop(default = None, into)]
    aside: Option<String>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Longest text in characters.
    #[prop(default = None, into)]
    max: Option<u32>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <Field id=id.clone() label aside hint error>
            <input class="in" id=id name=name type=kind value=value autocomplete=autocomplete
                maxlength=max required=required aria-invalid=invalid aria-describedby=described />
        </Field>
    }
    .into_any()
}

/// A whole number with its unit; typed as text, so that `5 000 000` may carry spaces.
#[component]
pub fn NumberField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// What to enter.
    #[prop(into)]
    label: String,
    /// The unit behind the figure.
    #[prop(into)]
    suffix: String,
    /// What was entered before, even if it is no number.
    #[prop(default = None, into)]
    value: Option<String>,
    /// How to enter it, and the limits.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        <Field id=id.clone() label hint error>
            <div class="with-unit">
                <input class="in" id=id name=name type="text" inputmode="numeric" value=value
                    autocomplete="off" required=required aria-invalid=invalid
                    aria-describedby=described />
                <span class="unit">{suffix}</span>
            </div>
        </Field>
    }
    .into_any()
}
