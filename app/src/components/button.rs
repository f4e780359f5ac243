//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How a button looks; one primary per view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Filled lapis: the one main action.
    #[default]
    Primary,
    /// Outlined: every other action.
    Second,
    /// Underlined words: the safe way out.
    Quiet,
    /// Apricot: "vote now", on the home page only.
    Now,
    /// Pomegranate: removes something.
    Danger,
    /// Outlined in white, on the blue band.
    OnBand,
}

fn class(look: Look, small: bool, wide: bool) -> String {
    let look = match look {
        Look::Primary => "btn",
        Look::Second => "btn second",
        Look::Quiet => "btn quiet",
        Look::Now => "btn now",
        Look::Danger => "btn danger",
        Look::OnBand => "btn onband",
    };
    format!("{look}{}{}", if small { " sm" } else { "" }, if wide { " wide" } else { "" })
}

/// A button of a form; `name` and `value` are sent when it was the one pressed.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(default = Look::Primary)]
    look: Look,
    /// `submit` (default), `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// A sign before the words.
    #[prop(default = None, into)]
    icon: Option<Glyph>,
    /// Name of the value that is sent.
    #[prop(default = None, into)]
    name: Option<String>,
    /// Value that is sent.
    #[prop(default = None, into)]
    value: Option<String>,
    /// 44 instead of 48 px.
    #[prop(optional)]
    small: bool,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
    /// Cannot be pressed; say the reason in words beside it.
    #[prop(optional)]
    disabled: bool,
    /// A verb.
    children: Children,
) -> impl IntoView {
    view! {
        <button class=class(look, small, wide) type=kind name=name value=value disabled=disabled>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button: leads to the next step, changes nothing by itself.
#[component]
pub fn LinkButton(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(default = Look::Primary)]
    look: Look,
    /// A sign before the words.
    #[prop(default = None, into)]
    icon: Option<Glyph>,
    /// 44 instead of 48 px.
    #[prop(optional)]
    small: bool,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
    /// A verb.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=class(look, small, wide) href=href>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </a>
    }
    .into_any()
}
