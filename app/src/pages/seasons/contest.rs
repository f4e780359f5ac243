//! `GET /{lang}/seasons/{key}/{territory}`: one contest, its money, rule, dates and projects.

use super::bounds::{bounds_sentences, least_sentence};
use super::phases::{now_sentence, steps};
use super::place::Place;
use super::projects::{self, Listing};
use super::proposals::Counts;
use super::{acts, proposals, rules};
use crate::components::{
    BarKind, Breadcrumbs, Caption, Link, Meter, MoreLink, PageHead, Prose, SectionHead, Stepper,
    Sum,
};
use crate::i18n::{money, number};
use crate::t;
use crate::web::{Answer, Asked, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::elections::ElectionState;
use store::projects::{ProjectFilter, Total};
use store::proposals::ProposalKey;
use store::seasons::Contest;

/// A contest with what is listed in it.
struct Model {
    place: Place,
    listing: Listing,
    proposals: Counts,
    /// Whether its result is published.
    published: bool,
    /// What it asks of winners beyond the envelope, a sentence each.
    asked: Vec<String>,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, key, code)): Path<(String, String, String)>,
    asked: Asked,
) -> Answer {
    let place = Place::load(&visit, &key, &code).await?;
    let listing = Listing::load(&visit.site.store, &place.contest, &asked, visit.now).await?;
    let proposals = Counts::load(&visit, &place).await?;
    let election = visit.site.store.election_of_season(place.season.id).await?;
    let published = election.is_some_and(|it| it.state == ElectionState::Published);
    let title = format!("{}, {}", place.name(&visit), place.season_title(&visit));
    let head = Head::new(title).describe(now_sentence(visit.words(), &place.season, visit.now));
    let asked = asked_of_winners(&visit, &place.contest).await?;
    Ok(visit.page(head, view(&visit, &Model { place, listing, proposals, published, asked })))
}

/// The minimum of votes and the bounds; projects that exclude each other are named by their titles.
async fn asked_of_winners(visit: &Visit, contest: &Contest) -> Result<Vec<String>, Problem> {
    let (words, store) = (visit.words(), &visit.site.store);
    let projects = match contest.bounds.exclusive.is_empty() {
        true => Vec::new(),
        false => store.projects(contest.id, &ProjectFilter::default()).await?,
    };
    let title = |key: &ProposalKey| {
        let found = projects.iter().find(|project| project.key == *key);
        found.map_or_else(|| key.to_string(), |project| project.title.clone())
    };
    let bounds = bounds_sentences(words, &contest.bounds, title);
    // Alone, the minimum stands beside the envelope already.
    let least = least_sentence(words, contest.min_votes).filter(|_| !bounds.is_empty());
    Ok(least.into_iter().chain(bounds).collect())
}

fn view(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let Model { place, listing, proposals, published, asked } = model;
    let (title, region) = (place.name(visit), place.region(visit));
    let state = now_sentence(words, &place.season, visit.now);
    let rule = rules::ballot_sentence(words, place.contest.ballot);
    let rule = format!("{rule} {}", rules::rule_sentence(words, &place.contest.rule));
    let button = acts::of_contest(visit, place);
    let result = published.then(|| {
        let path = visit.to(&format!("{}/results", place.address()));
        let link = Link::new(path, t!(words, "result-link", place = title.as_str()));
        view! { <MoreLink link/> }
    });
    let all_rules = Link::new(place.season_page(visit), t!(words, "contest-all-rules"));
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail=place.trail(visit) here=title.clone()/>
            <PageHead title lede=state rule><span>{region}</span></PageHead>
            <div class="stack-l">
                {button.map(|button| view! { <div class="row">{button}</div> })}
                {result}
                {money_panel(visit, model)}
                {asked_section(visit, asked)}
                <section aria-labelledby="projects">
                    <SectionHead id="projects" title=t!(words, "contest-projects")/>
                    {projects::section(visit, &place.address(), listing, proposals)}
                </section>
                {proposals::section(visit, place, proposals)}
                <section aria-labelledby="dates">
                    <SectionHead
                        id="dates"
                        title=t!(words, "season-dates")
                        note=rules::voters(words, &place.season)
                    />
                    <Stepper steps=steps(words, &place.season, visit.now) across=true/>
                </section>
                <MoreLink link=all_rules/>
            </div>
        </div>
    }
}

fn asked_section(visit: &Visit, asked: &[String]) -> Option<AnyView> {
    let items = asked.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view();
    let title = t!(visit.words(), "contest-bounds");
    (!asked.is_empty()).then(|| {
        view! {
            <section aria-labelledby="bounds">
                <SectionHead id="bounds" title/>
                <Prose><ul>{items}</ul></Prose>
            </section>
        }
        .into_any()
    })
}

/// The envelope beside what the projects ask for, and the bounds of each project.
fn money_panel(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let contest = &model.place.contest;
    let (envelope, Total { number: projects, cost: asked }) = (contest.envelope, model.listing.all);
    let cap = t!(words, "season-up-to", sum = money(words, contest.cap.0));
    let cap = Caption::new(t!(words, "season-cap"), cap);
    let least = match contest.min_votes {
        0 => Caption::default(),
        votes => Caption::new(t!(words, "contest-min-votes"), number(votes)),
    };
    let asking = (projects > 0)
        .then(|| Caption::new(t!(words, "contest-asked", count = projects), money(words, asked.0)));
    // Too little for all: how much of what is asked for there is. Enough: how much of it is asked.
    let (kind, part, whole) = match asked > envelope {
        true => (BarKind::Fill, envelope, asked),
        false => (BarKind::Chosen, asked, envelope),
    };
    let share = part.0.saturating_mul(1_000).checked_div(whole.0).unwrap_or_default();
    let share = u16::try_from(share.clamp(0, 1_000)).unwrap_or(1_000);
    view! {
        <div class="panel stack">
            <div>
                <p class="small mute">{t!(words, "contest-envelope")}</p>
                <Sum amount=number(envelope.0) unit=t!(words, "site-som")/>
            </div>
            <Meter
                share
                kind
                tick=true
                above=asking.map(|asking| (Caption::default(), asking))
                below=(cap, least)
            />
        </div>
    }
}
