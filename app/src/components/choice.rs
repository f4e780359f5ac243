//! Choices: select, radio buttons, check boxes.

use leptos::prelude::*;

use super::{Field, field::Notes, field::described_by};

/// One possible answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Value that is sent.
    pub value: String,
    /// Words.
    pub label: String,
    /// A figure or short word at the end of the line: how many there are.
    pub aside: Option<String>,
    /// A line under the words; for a disabled choice, the reason.
    pub note: Option<String>,
    /// Chosen before.
    pub chosen: bool,
    /// Cannot be chosen.
    pub disabled: bool,
}

impl Choice {
    /// A plain choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), chosen, ..Self::default() }
    }
}

/// A list to choose one from.
#[component]
pub fn Select(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// The answers.
    choices: Vec<Choice>,
    /// How to choose.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
    /// Must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let options = choices.into_iter().map(|choice| {
        view! {
            <option value=choice.value selected=choice.chosen disabled=choice.disabled>
                {choice.label}
            </option>
        }
    });
    view! {
        <Field id=id.clone() label hint error>
            <select class="in" id=id name=name required=required aria-invalid=invalid
                aria-describedby=described>{options.collect_view()}</select>
        </Field>
    }
    .into_any()
}

/// One check box or radio button with its words; the whole line is the target.
#[component]
pub fn Opt(
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// The answer.
    choice: Choice,
    /// A radio button instead of a check box.
    #[prop(optional)]
    radio: bool,
    /// Id, where an error summary must reach it.
    #[prop(default = None, into)]
    id: Option<String>,
) -> impl IntoView {
    let class = if choice.disabled { "opt is-off" } else { "opt" };
    let kind = if radio { "radio" } else { "checkbox" };
    view! {
        <label class=class>
            <input class="box" type=kind id=id name=name value=choice.value checked=choice.chosen
                disabled=choice.disabled />
            <span>{choice.label}</span>
            {choice.aside.map(|aside| view! { <small>{aside}</small> })}
            {choice.note.map(|note| view! { <small class="opt-note">{note}</small> })}
        </label>
    }
    .into_any()
}

/// A group of check boxes or radio buttons under one legend.
#[component]
pub fn ChoiceGroup(
    /// Id of the group and of its first input.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Radio buttons (one answer) instead of check boxes.
    #[prop(optional)]
    radio: bool,
    /// Many short answers: beside each other where there is room.
    #[prop(optional)]
    columns: bool,
    /// How to choose.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let opts = if columns { "opts opts-columns" } else { "opts" };
    let class = if error.is_some() { "field bad" } else { "field" };
    let first = id.clone();
    let options = choices.into_iter().enumerate().map(move |(index, choice)| {
        let id = (index == 0).then(|| first.clone());
        view! { <Opt name=name.clone() choice radio id /> }
    });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{legend}</legend>
            <Notes id hint error />
            <div class=opts>{options.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
