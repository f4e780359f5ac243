//! What a project is, what its author counted, and what the working group decided.

use crate::components::{Badge, Fact, Facts, Prose, SectionHead, Tone};
use crate::i18n::{date, language_tag, number};
use crate::pages::cost_table::cost_table;
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::proposals::{Proposal, Screened};

pub(super) fn about(visit: &Visit, proposal: &Proposal) -> impl IntoView + use<> {
    let words = visit.words();
    let paragraphs = proposal.content.text.split("\n\n").map(|text| text.trim().to_owned());
    let paragraphs = paragraphs.map(|text| view! { <p>{text}</p> }).collect_view();
    let (caption, total) =
        (t!(words, "project-costs-caption"), (t!(words, "project-asked"), proposal.cost_asked));
    let written_in = language_tag(&proposal.content.language);
    view! {
        <section aria-labelledby="about">
            <SectionHead id="about" title=t!(words, "project-about")/>
            <div lang=written_in><Prose>{paragraphs}</Prose></div>
        </section>
        <section aria-labelledby="costs">
            <SectionHead id="costs" title=t!(words, "project-costs")/>
            {cost_table(words, &proposal.content.costs, caption, total)}
        </section>
    }
}

pub(super) fn decision(
    visit: &Visit,
    written_in: String,
    screened: Screened,
) -> impl IntoView + use<> {
    let words = visit.words();
    let reviewed = screened.cost.map(|cost| {
        Fact::new(t!(words, "project-reviewed"), t!(words, "site-money", amount = number(cost.0)))
    });
    let on = t!(words, "project-decided", date = date(words, screened.at));
    view! {
        <section aria-labelledby="decision">
            <SectionHead id="decision" title=t!(words, "project-decision")/>
            <div class="panel stack">
                <p><Badge tone=Tone::Ok star=true text=t!(words, "project-admitted")/></p>
                <p lang=written_in>{screened.reason}</p>
                <Facts rows=reviewed.into_iter().collect()/>
                <p class="small mute">{on}</p>
            </div>
        </section>
    }
}
