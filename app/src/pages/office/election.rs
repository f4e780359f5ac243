//! `GET /{lang}/seasons/{key}/election`: where the vote of a season stands, and what comes next.

use super::desk::desk;
use super::refused::Reason;
use super::stage::{Stage, Vote};
use super::{ministry, next, notes, prepare, witnesses};
use crate::components::{Breadcrumbs, Link, MoreLink, PageHead, SectionHead, Stepper};
use crate::i18n::Words;
use crate::t;
use crate::web::{Answer, Head, Visit};
use axum::extract::Path;
use http::StatusCode;
use leptos::prelude::*;

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    ministry(&visit)?;
    let vote = Vote::load(&visit, &key).await?;
    page(&visit, &vote, Tried::default()).await
}

/// What was just tried: what stood against it, and what was typed.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) refused: Option<Reason>,
    /// The auditors' keys, a line each.
    pub(super) auditors: String,
}

impl Tried {
    pub(super) fn refused(reason: Reason) -> Self {
        Self { refused: Some(reason), auditors: String::new() }
    }
}

/// The page, with what stood against what was just tried.
pub(super) async fn page(visit: &Visit, vote: &Vote, tried: Tried) -> Answer {
    let words = visit.words();
    let status = tried.refused.as_ref().map_or(StatusCode::OK, |refused| refused.status);
    let season = vote.season.titles.text(visit.lang.code()).to_owned();
    let title = t!(words, "office-election", season = season.clone());
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let trail = vec![
        Link::new(visit.to("/seasons"), t!(words, "site-seasons")),
        Link::new(visit.to(&format!("/seasons/{}", vote.season.key)), season),
    ];
    let here = t!(words, "office-election-short");
    let lede = stands(words, vote.stage(visit.now));
    let steps = vote.steps(words, visit.now);
    let notes = notes::section(visit, vote).await?;
    let witnesses = witnesses::section(visit, vote).await?;
    let prepare = prepare::section(visit, vote, &tried.auditors);
    let next = next::section(visit, vote, tried.refused).await?;
    let rules = visit.to(&format!("/seasons/{}/election/rules", vote.season.key));
    let rules = Link::new(rules, t!(words, "rules-short"));
    let work = view! {
        <Breadcrumbs label=t!(words, "site-crumbs") trail here />
        <PageHead title lede />
        <div class="stack-l">
            <section aria-labelledby="way">
                <SectionHead id="way" title=t!(words, "office-way") />
                <Stepper steps across=true />
            </section>
            {notes}
            {witnesses}
            {next}
            {prepare}
            <MoreLink link=rules />
        </div>
    };
    let mut response = visit.page(head, desk(visit, work.into_any()).await?);
    *response.status_mut() = status;
    Ok(response)
}

/// Where it stands, in a sentence.
fn stands(words: Words, stage: Stage) -> String {
    match stage {
        Stage::Nothing => t!(words, "office-stands-nothing"),
        Stage::Prepared => t!(words, "office-stands-prepared"),
        Stage::Missed => t!(words, "office-stands-missed"),
        Stage::Approved => t!(words, "office-stands-approved"),
        Stage::Open => t!(words, "office-stands-open"),
        Stage::Over => t!(words, "office-stands-over"),
        Stage::Closed => t!(words, "office-stands-closed"),
        Stage::Tallied => t!(words, "office-stands-tallied"),
        Stage::Published => t!(words, "office-stands-published"),
    }
}
