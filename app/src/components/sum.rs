//! Money and headline figures.

use leptos::prelude::*;

/// A full sum with its unit, in serif, never broken over lines.
#[component]
pub fn Sum(
    /// Digits grouped by no-break spaces: `1 250 000 000`.
    #[prop(into)]
    amount: String,
    /// The unit's word: `so'm`.
    #[prop(into)]
    unit: String,
    /// The one sum that a page is about.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let class = if big { "sum big" } else { "sum" };
    view! { <span class=class>{amount}"\u{a0}"<small>{unit}</small></span> }.into_any()
}

/// The season's envelope on the home page; facts and a meter follow as children.
#[component]
pub fn Purse(
    /// What the sum is.
    #[prop(into)]
    caption: String,
    /// The sum, digits grouped.
    #[prop(into)]
    amount: String,
    /// The unit's word.
    #[prop(into)]
    unit: String,
    /// Meter, facts.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="purse stack">
            <div>
                <p class="small mute">{caption}</p>
                <Sum amount unit big=true />
            </div>
            {children()}
        </div>
    }
    .into_any()
}

/// One headline figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The figure: `18 264`, `15,4%`.
    pub figure: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// What it is.
    pub text: String,
}

/// Headline figures in a row; the first is the widest on a phone.
#[component]
pub fn Figures(
    /// Three or four.
    figures: Vec<Figure>,
) -> impl IntoView {
    let stats = figures.into_iter().enumerate().map(|(index, figure)| {
        let class = if index == 0 { "stat lead" } else { "stat" };
        let unit =
            (!figure.unit.is_empty()).then(|| view! { "\u{a0}"<small>{figure.unit}</small> });
        view! {
            <div class=class>
                <dt>{figure.text}</dt>
                <dd class="sum">{figure.figure}{unit}</dd>
            </div>
        }
    });
    view! { <dl class="stats">{stats.collect_view()}</dl> }.into_any()
}
