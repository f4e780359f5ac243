//! `GET /{lang}/`: the current season, how it works, why to trust.

mod built;
mod season;

use super::seasons::Overview;
use crate::components::{Empty, Hero, HowItWorks, HowStep, Reason, SectionHead, TrustBand};
use crate::i18n::Words;
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use leptos::prelude::*;
use store::seasons::Season;

/// What the home page is about.
struct Model {
    current: Option<Overview>,
    others: Vec<Season>,
    built: Option<built::Built>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    let model = load(&visit).await?;
    let head = Head::new(t!(words, "home-title")).describe(t!(words, "home-description"));
    Ok(visit.page(head.with_hero(), view(&visit, &model)))
}

async fn load(visit: &Visit) -> Result<Model, Problem> {
    let store = &visit.site.store;
    let mut others = store.seasons().await?;
    let built = built::Built::load(visit, &others).await?;
    let current = match store.current_season(visit.now).await? {
        Some(season) => {
            others.retain(|other| other.id != season.id);
            Some(Overview::load(store, season).await?)
        }
        None => None,
    };
    Ok(Model { current, others, built })
}

fn view(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let (hero, season) = match &model.current {
        Some(overview) => {
            (season::hero(visit, overview).into_any(), season::sections(visit, overview).into_any())
        }
        None => (no_season(words).into_any(), nothing_announced(words).into_any()),
    };
    view! {
        {hero}
        <div class="wrap">
            {season}
            <section class="section" aria-labelledby="how">
                <SectionHead id="how" title=t!(words, "home-how")/>
                <HowItWorks steps=steps(words)/>
            </section>
            {model.built.as_ref().map(|built| built::section(visit, built))}
            {season::others(visit, &model.others)}
        </div>
        <TrustBand label=t!(words, "home-trust") reasons=reasons(words)/>
    }
}

fn no_season(words: Words) -> impl IntoView {
    view! {
        <Hero aside=().into_any()>
            <h1>{t!(words, "home-title")}</h1>
            <p class="lede">{t!(words, "home-lede")}</p>
        </Hero>
    }
}

fn nothing_announced(words: Words) -> impl IntoView {
    view! {
        <section class="section">
            <Empty title=t!(words, "home-empty-title") text=t!(words, "home-empty-text")/>
        </section>
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
