//! Why to trust.

use leptos::prelude::*;

use super::{Link, MoreLink, Star};

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// In three words.
    pub title: String,
    /// In a sentence.
    pub text: String,
    /// Where to see it.
    pub link: Option<Link>,
}

/// A quiet band of reasons, last in `main` (which then takes `main-flush`).
#[component]
pub fn TrustBand(
    /// Name of this part.
    #[prop(into)]
    label: String,
    /// Three reasons.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let reasons = reasons.into_iter().map(|reason| {
        view! {
            <div class="stack-s">
                <h2><Star />{reason.title}</h2>
                <p>{reason.text}</p>
                {reason.link.map(|link| view! { <p><MoreLink link /></p> })}
            </div>
        }
    });
    view! {
        <section class="trust" aria-label=label>
            <div class="wrap g3">{reasons.collect_view()}</div>
        </section>
    }
    .into_any()
}
