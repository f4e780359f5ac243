//! The ranking of a result: rows with a reason each, and the cut.

use leptos::prelude::*;

use super::{Caption, Link, Star};

/// The ranking; [`RankRow`] and [`CutLine`] are its children.
#[component]
pub fn Ranking(
    /// Rows.
    children: Children,
) -> impl IntoView {
    view! { <ol class="rank" role="list">{children()}</ol> }.into_any()
}

/// One project of the ranking, with a full sentence why it is or is not funded.
#[component]
pub fn RankRow(
    /// Its place from 1; stands inside the star.
    place: u32,
    /// Funded.
    funded: bool,
    /// The project.
    link: Link,
    /// Votes, cost, place: a figure in bold before its words.
    figures: Vec<Caption>,
    /// "Funded" or "Not funded".
    #[prop(into)]
    verdict: String,
    /// Why, in a sentence with numbers.
    #[prop(into)]
    reason: String,
) -> impl IntoView {
    let class = (!funded).then_some("out");
    let figures = figures
        .into_iter()
        .map(|fact| {
            let bold = (!fact.figure.is_empty()).then(|| view! { <b>{fact.figure}</b>" " });
            view! { <span>{bold}{fact.text}</span> }
        })
        .collect_view();
    view! {
        <li class=class>
            <span class="pos"><Star /><b>{place}</b></span>
            <h3><a class="plain" href=link.href>{link.text}</a></h3>
            <p class="fig">{figures}</p>
            <p class="why"><b>{format!("{verdict}:")}</b>" "{reason}</p>
        </li>
    }
    .into_any()
}

/// The cut of a ranking: the toothed line and what it means, once per ranking.
#[component]
pub fn CutLine(
    /// Envelope, spent, left: in a sentence.
    #[prop(into)]
    text: String,
    /// Id of the drawn pattern; unique where a page holds two rankings.
    #[prop(default = "abr")]
    id: &'static str,
) -> impl IntoView {
    view! {
        <li class="cut">
            <svg aria-hidden="true">
                <defs>
                    <pattern id=id width="16" height="12" patternUnits="userSpaceOnUse">
                        <path d="M0 6h16" stroke="currentColor" stroke-width="2"></path>
                        <path d="M2 6V3M4 6V0M6 6V3M10 6v3M12 6v6M14 6v3" stroke="currentColor"
                            stroke-width="1.5"></path>
                    </pattern>
                </defs>
                <rect width="100%" height="12" fill=format!("url(#{id})")></rect>
            </svg>
            <p>{text}</p>
        </li>
    }
    .into_any()
}
