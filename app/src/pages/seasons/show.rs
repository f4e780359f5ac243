//! `GET /{lang}/seasons/{key}`: one season with its rules in plain sentences.

use super::acts;
use super::contests::{Overview, contest_table};
use super::phases::{now_sentence, steps};
use super::rules;
use crate::components::{
    Breadcrumbs, Fact, Facts, Link, PageHead, Prose, SectionHead, Stepper, Sum,
};
use crate::i18n::{money, number};
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use leptos::prelude::*;

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let season = visit.site.store.season(&key).await?;
    let overview = Overview::load(&visit.site.store, season).await?;
    let title = overview.season.titles.text(visit.lang.code()).to_owned();
    let head = Head::new(title).describe(now_sentence(visit.words(), &overview.season, visit.now));
    Ok(visit.page(head, view(&visit, &overview)))
}

fn view(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let season = &overview.season;
    let title = season.titles.text(visit.lang.code()).to_owned();
    let trail = vec![
        Link::new(visit.to("/"), t!(words, "site-home")),
        Link::new(visit.to("/seasons"), t!(words, "site-seasons")),
    ];
    let state = now_sentence(words, season, visit.now);
    let steps = steps(words, season, visit.now);
    let money = money_panel(visit, overview);
    let rules = rules_section(visit, overview);
    let button = acts::of_season(visit, season);
    let contests = contest_table(visit, overview);
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=title.clone()/>
            <PageHead title lede=state/>
            {button.map(|button| view! { <p class="row">{button}</p> })}
            <div class="split">
                <div class="stack-l">{rules}</div>
                <aside class="stack-l">{money}</aside>
            </div>
            <section class="section" aria-labelledby="dates">
                <SectionHead id="dates" title=t!(words, "season-dates")/>
                <Stepper steps across=true/>
            </section>
            <section class="section" aria-labelledby="envelopes">
                <SectionHead
                    id="envelopes"
                    title=t!(words, "season-envelopes")
                    note=t!(words, "season-contests-note")
                />
                {contests}
            </section>
        </div>
    }
}

fn money_panel(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let contests = i64::try_from(overview.contests.len()).unwrap_or(i64::MAX);
    let mut facts = vec![Fact::new(t!(words, "season-contests"), number(contests))];
    if let Some(cap) = rules::shared_cap(&overview.only_contests()) {
        let sum = t!(words, "season-up-to", sum = money(words, cap.0));
        facts.push(Fact::new(t!(words, "season-cap"), sum));
    }
    view! {
        <div class="panel stack">
            <div>
                <p class="small mute">{t!(words, "season-envelope")}</p>
                <Sum amount=number(overview.envelope().0) unit=t!(words, "site-som")/>
            </div>
            <Facts rows=facts/>
        </div>
    }
}

fn rules_section(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let season = &overview.season;
    let sentences = rules::sentences(words, season, &overview.only_contests());
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let publication = rules::publication(words, season);
    let act = season.act.text(visit.lang.code()).to_owned();
    view! {
        <section aria-labelledby="rules">
            <SectionHead
                id="rules"
                title=t!(words, "season-rules")
                note=t!(words, "season-rules-note")
            />
            <Prose>
                <ul>{items}</ul>
                <h3>{t!(words, "season-publication")}</h3>
                <p>{publication}</p>
                <h3>{t!(words, "season-act")}</h3>
                <p>{act}</p>
            </Prose>
        </section>
    }
}
