//! `GET /{lang}/seasons/{season}/{territory}/results`: the result of a contest.

use super::model::{Model, Published};
use super::{files, meaning, numbers, ranking, verify, what_if};
use crate::components::{Badge, Breadcrumbs, Empty, Link, MoreLink, PageHead, SectionHead, Tone};
use crate::i18n::{date_time, number};
use crate::pages::seasons::now_sentence;
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::elections::ElectionState;

pub(in crate::pages) async fn show(
    visit: Visit,
    Path((_, key, code)): Path<(String, String, String)>,
) -> Answer {
    let model = Model::load(&visit.site.store, &key, &code).await?;
    let place = model.district.names.text(visit.lang.code());
    let title = t!(visit.words(), "result-title", place = place);
    let head = match &model.published {
        Some(published) => Head::new(title).describe(outcome(&visit, published)),
        None => Head::new(title).describe(now_sentence(visit.words(), &model.season, visit.now)),
    };
    let head = match model.published.as_ref().is_some_and(what_if::is_possible) {
        true => head.with_script(what_if::SCRIPT),
        false => head,
    };
    Ok(visit.page(head, view(&visit, &model)))
}

/// "4 of 9 projects will be built", or that only the funded ones are told.
fn outcome(visit: &Visit, published: &Published) -> String {
    let funded = i64::try_from(published.result.winners.len()).unwrap_or(i64::MAX);
    let all = i64::try_from(published.terms.projects.len()).unwrap_or(i64::MAX);
    t!(visit.words(), "result-outcome", funded = funded, all = number(all))
}

fn view(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let lang = visit.lang.code();
    let season = visit.to(&format!("/seasons/{}", model.season.key));
    let contest = format!("{season}/{}", model.district.code);
    let place = model.district.names.text(lang).to_owned();
    let trail = vec![
        Link::new(visit.to("/"), t!(words, "site-home")),
        Link::new(season, model.season.titles.text(lang)),
        Link::new(contest.clone(), place.clone()),
    ];
    let body = match &model.published {
        Some(published) => result(visit, model, published).into_any(),
        None => nothing_yet(visit, model, contest).into_any(),
    };
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=t!(words, "result-here")/>
            {body}
        </div>
    }
}

fn result(visit: &Visit, model: &Model, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let place = model.district.names.text(visit.lang.code());
    let since = date_time(words, published.election.state_at);
    let since = t!(words, "result-published", moment = since);
    let title = format!("{place}: {}", outcome(visit, published));
    let ranking = ranking::section(visit, published);
    view! {
        <PageHead title>
            <Badge tone=Tone::Ok star=true text=t!(words, "result-final")/>
            <span>{since}</span>
        </PageHead>
        {numbers::figures(visit, published)}
        <div class="section split">
            <div class="stack-l">
                <section aria-labelledby="ranking">
                    <SectionHead id="ranking" title=t!(words, "result-ranking")/>
                    {ranking}
                </section>
                {numbers::counting(visit, published)}
            </div>
            <aside class="stack">
                {verify::panel(visit, published)}
                {files::panel(visit, published)}
            </aside>
        </div>
        {numbers::votes(visit, published)}
        {meaning::section(visit, published)}
        {what_if::section(visit, published)}
    }
}

/// How far the vote is, and that nothing is known before the record is published.
fn nothing_yet(visit: &Visit, model: &Model, contest: String) -> impl IntoView + use<> {
    let words = visit.words();
    let place = model.district.names.text(visit.lang.code()).to_owned();
    let text = match model.state {
        Some(ElectionState::Closed) => t!(words, "result-none-closed"),
        Some(ElectionState::Tallied) => t!(words, "result-none-tallied"),
        _ => {
            let now = now_sentence(words, &model.season, visit.now);
            format!("{now} {}", t!(words, "result-none-open"))
        }
    };
    let back = Link::new(contest, t!(words, "result-to-contest"));
    view! {
        <PageHead title=t!(words, "result-title", place = place)/>
        <Empty title=t!(words, "result-none-title") text=text><MoreLink link=back/></Empty>
    }
}
