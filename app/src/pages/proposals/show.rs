//! `GET /{lang}/proposals/{key}`: what a proposal says, where it stands, what was decided and why.

use super::edit::may_change;
use super::grounds::Grounds;
use super::look::look;
use super::state::{next, state_badge};
use crate::components::{
    Alert, Badge, Breadcrumbs, Fact, Facts, Fold, Link, LinkButton, Look, PageHead, Tone,
};
use crate::i18n::{date, date_time, money};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::proposals::{Proposal, ProposalKey, ProposalState, Version};

pub(super) async fn show(visit: Visit, Path((_, key)): Path<(String, String)>) -> Answer {
    let key: ProposalKey = key.parse().map_err(|_| Problem::NotFound)?;
    let proposal = visit.site.store.proposal(&key).await?;
    let own = visit.session.as_ref().is_some_and(|view| view.person == proposal.author);
    if !own && !proposal.state.is_public() {
        return Err(Problem::NotFound);
    }
    let grounds = Grounds::load(&visit, proposal.contest).await?;
    let versions = visit.site.store.versions_of(proposal.id).await?;
    let body = look(&visit, &proposal, &grounds).await?;
    let words = visit.words();
    let title = title(&visit, &proposal);
    let mut head = Head::new(title.clone()).describe(proposal.content.summary.clone());
    if !proposal.state.is_public() {
        head = head.hidden_from_search();
    }
    let (tone, state) = state_badge(words, proposal.state);
    let trail = trail(&visit, &grounds);
    let place = grounds.place(&visit, proposal.content.mahalla);
    let summary = proposal.content.summary.clone();
    let view = view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "proposals-crumbs") trail here=title.clone() />
            <PageHead title lede=summary>{place}<Badge tone text=state /></PageHead>
            <div class="stack-l">
                {decision(&visit, &proposal, &grounds)}
                {own.then(|| acts(&visit, &proposal, &grounds))}
                {body}
                {history(&visit, &proposal, versions)}
            </div>
        </div>
    };
    Ok(visit.page(head, view))
}

/// From the home page down to the list of the contest.
fn trail(visit: &Visit, grounds: &Grounds) -> Vec<Link> {
    let (words, lang) = (visit.words(), visit.lang.code());
    let season = visit.to(&format!("/seasons/{}", grounds.season.key));
    let contest = format!("{season}/{}", grounds.district.code);
    vec![
        Link::new(visit.to("/"), t!(words, "site-home")),
        Link::new(season, grounds.season.titles.text(lang)),
        Link::new(contest.clone(), grounds.district.names.text(lang)),
        Link::new(format!("{contest}/proposals"), t!(words, "contest-proposals")),
    ]
}

/// The title; of a draft without one, a word that says so.
pub(super) fn title(visit: &Visit, proposal: &Proposal) -> String {
    match proposal.content.title.as_str() {
        "" => t!(visit.words(), "proposals-untitled"),
        title => title.to_owned(),
    }
}

/// What was decided, or what happens next.
fn decision(visit: &Visit, proposal: &Proposal, grounds: &Grounds) -> impl IntoView + use<> {
    let words = visit.words();
    let next = next(words, proposal.state, grounds, visit.now);
    let Some(screened) = &proposal.screened else {
        let (_, state) = state_badge(words, proposal.state);
        return view! { <Alert title=state><p>{next}</p></Alert> }.into_any();
    };
    let date = date(words, screened.at);
    let (tone, title) = match screened.cost {
        Some(cost) => {
            let cost = money(words, cost.0);
            (Tone::Ok, t!(words, "proposals-admitted", date = date, cost = cost))
        }
        None => (Tone::Bad, t!(words, "proposals-refused", date = date)),
    };
    let reason = screened.reason.clone();
    view! {
        <Alert tone title>
            <p><b>{t!(words, "proposals-reason")}</b>" "{reason}</p>
            <p>{next}</p>
        </Alert>
    }
    .into_any()
}

/// What the author may do.
fn acts(visit: &Visit, proposal: &Proposal, grounds: &Grounds) -> impl IntoView + use<> {
    let words = visit.words();
    let to = |act: &str| visit.to(&format!("/proposals/{}/{act}", proposal.key));
    let waits = matches!(proposal.state, ProposalState::Draft | ProposalState::Submitted);
    let change = may_change(proposal, grounds, visit).then(|| {
        view! { <LinkButton look=Look::Second href=to("edit")>{t!(words, "proposals-edit")}</LinkButton> }
    });
    let submit = (proposal.state == ProposalState::Draft && grounds.is_open(visit)).then(|| {
        view! { <LinkButton href=to("submit")>{t!(words, "proposals-submit")}</LinkButton> }
    });
    let withdraw = waits.then(|| {
        view! { <LinkButton look=Look::Quiet href=to("withdraw")>{t!(words, "proposals-withdraw")}</LinkButton> }
    });
    view! { <div class="row">{submit}{change}{withdraw}</div> }
}

/// When it came, and every version since.
fn history(visit: &Visit, proposal: &Proposal, versions: Vec<Version>) -> Option<AnyView> {
    let words = visit.words();
    let submitted = proposal.submitted_at?;
    let mut rows =
        vec![Fact::new(t!(words, "proposals-history-submitted"), date_time(words, submitted))];
    for version in versions.into_iter().skip(1) {
        let (title, cost) = (version.title, money(words, version.cost_asked.0));
        rows.push(Fact::new(
            t!(words, "proposals-history-changed", title = title, cost = cost),
            date_time(words, version.saved_at),
        ));
    }
    if let Some(screened) = &proposal.screened {
        let at = date_time(words, screened.at);
        rows.push(Fact::new(t!(words, "proposals-history-decided"), at));
    }
    Some(view! { <Fold title=t!(words, "proposals-history")><Facts rows /></Fold> }.into_any())
}
