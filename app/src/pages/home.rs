//! `GET /{lang}/`: what is going on, how it works, why to trust.

use crate::components::{Empty, Hero, HowItWorks, HowStep, Reason, SectionHead, TrustBand};
use crate::i18n::Words;
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    let head = Head::new(t!(words, "home-title")).describe(t!(words, "home-description"));
    Ok(visit.page(head.with_hero(), view(words)))
}

fn view(words: Words) -> impl IntoView {
    view! {
        <Hero aside=().into_any()>
            <h1>{t!(words, "home-title")}</h1>
            <p class="lede">{t!(words, "home-lede")}</p>
        </Hero>
        <div class="wrap">
            <section class="section">
                <Empty title=t!(words, "home-empty-title") text=t!(words, "home-empty-text")/>
            </section>
            <section class="section" aria-labelledby="how">
                <SectionHead id="how" title=t!(words, "home-how")/>
                <HowItWorks steps=steps(words)/>
            </section>
        </div>
        <TrustBand label=t!(words, "home-trust") reasons=reasons(words)/>
    }
}

fn steps(words: Words) -> Vec<(HowStep, String, String)> {
    vec![
        (HowStep::Propose, t!(words, "home-how-propose"), t!(words, "home-how-propose-text")),
        (HowStep::Screen, t!(words, "home-how-screen"), t!(words, "home-how-screen-text")),
        (HowStep::Vote, t!(words, "home-how-vote"), t!(words, "home-how-vote-text")),
        (HowStep::Count, t!(words, "home-how-count"), t!(words, "home-how-count-text")),
        (HowStep::Build, t!(words, "home-how-build"), t!(words, "home-how-build-text")),
    ]
}

fn reasons(words: Words) -> Vec<Reason> {
    let reason = |title, text| Reason { title, text, link: None };
    vec![
        reason(t!(words, "home-trust-once"), t!(words, "home-trust-once-text")),
        reason(t!(words, "home-trust-find"), t!(words, "home-trust-find-text")),
        reason(t!(words, "home-trust-open"), t!(words, "home-trust-open-text")),
    ]
}
