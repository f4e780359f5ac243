//! `GET /{lang}/seasons/{key}/{territory}/proposals`: all that was submitted in a contest, what was
//! decided on it, and why.

use super::place::Place;
use super::{acts, phases::now_sentence};
use crate::components::{
    Badge, Breadcrumbs, Chips, Empty, Glyph, Link, MoreLink, PageHead, ProjectList, ProjectRow,
    SectionHead, Tab,
};
use crate::i18n::{category_glyph, category_name, date, language_tag, number};
use crate::pages::pictures::cover;
use crate::pages::proposals::state_badge;
use crate::t;
use crate::web::{Answer, Asked, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::proposals::{Card, ProposalState};
use store::territories::Territory;

/// The states that everybody may see, in the order of a proposal's way.
const PUBLIC: [ProposalState; 3] =
    [ProposalState::Submitted, ProposalState::Admitted, ProposalState::Refused];

/// How many proposals of a contest are in each of [`PUBLIC`].
#[derive(Clone, Copy)]
pub(super) struct Counts([i64; 3]);

impl Counts {
    pub(super) async fn load(visit: &Visit, place: &Place) -> Result<Self, Problem> {
        let all = visit.site.store.count_proposals(place.season.id).await?;
        let own = PUBLIC.map(|state| {
            let found = all.iter().find(|it| it.contest == place.contest.id && it.state == state);
            found.map_or(0, |it| it.number)
        });
        Ok(Self(own))
    }

    pub(super) fn all(self) -> i64 {
        self.0.iter().fold(0, |sum, number| sum.saturating_add(*number))
    }
}

/// The part of the contest's page that leads here.
pub(super) fn section(visit: &Visit, place: &Place, counts: &Counts) -> impl IntoView + use<> {
    let words = visit.words();
    let more = (counts.all() > 0).then(|| link(visit, place));
    let [submitted, admitted, refused] = counts.0;
    let text = match counts.all() {
        0 => t!(words, "contest-proposals-none"),
        count => t!(
            words,
            "contest-proposals-count",
            count = count,
            submitted = number(submitted),
            admitted = number(admitted),
            refused = number(refused)
        ),
    };
    view! {
        <section aria-labelledby="proposals">
            <SectionHead
                id="proposals"
                title=t!(words, "contest-proposals")
                note=t!(words, "contest-proposals-note")
            />
            <p>{text}</p>
            {more.map(|link| view! { <MoreLink link/> })}
        </section>
    }
}

/// The way to this page.
pub(super) fn link(visit: &Visit, place: &Place) -> Link {
    let href = visit.to(&format!("{}/proposals", place.address()));
    Link::new(href, t!(visit.words(), "contest-proposals-all"))
}

/// What the page lists.
struct Model {
    place: Place,
    counts: Counts,
    /// The state that was asked for; none: all.
    state: Option<ProposalState>,
    cards: Vec<Card>,
    mahallas: Vec<Territory>,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, key, code)): Path<(String, String, String)>,
    asked: Asked,
) -> Answer {
    let place = Place::load(&visit, &key, &code).await?;
    let counts = Counts::load(&visit, &place).await?;
    let state = asked.text("state", 20).parse().ok().filter(|state| PUBLIC.contains(state));
    let mut cards = visit.site.store.public_proposals(place.contest.id).await?;
    cards.retain(|card| state.is_none_or(|state| state == card.state));
    let mahallas = visit.site.store.territories_in(Some(place.contest.territory)).await?;
    let (words, name) = (visit.words(), place.name(&visit));
    let head = Head::new(format!("{}: {name}", t!(words, "contest-proposals")));
    let head = head.describe(t!(words, "contest-proposals-note"));
    Ok(visit.page(head, view(&visit, &Model { place, counts, state, cards, mahallas })))
}

fn view(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let place = &model.place;
    let mut trail = place.trail(visit);
    trail.push(Link::new(visit.to(&place.address()), place.name(visit)));
    let here = t!(words, "contest-proposals");
    let eyebrow = format!("{}, {}", place.name(visit), place.season_title(visit));
    let rows = match model.cards.is_empty() {
        true => nothing(visit, model).into_any(),
        false => {
            let rows = model.cards.iter().map(|card| row(visit, model, card)).collect_view();
            view! { <ProjectList>{rows}</ProjectList> }.into_any()
        }
    };
    let button = acts::of_contest(visit, place);
    let listed = model
        .state
        .map_or_else(|| t!(words, "contest-proposals-every"), |state| state_badge(words, state).1);
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=here.clone()/>
            <PageHead
                title=here
                lede=now_sentence(words, &place.season, visit.now)
                rule=t!(words, "contest-proposals-note")
            >
                <span>{eyebrow}</span>
            </PageHead>
            <div class="stack">
                {button.map(|button| view! { <div class="row">{button}</div> })}
                {chips(visit, model)}
                <h2 class="vh">{listed}</h2>
                {rows}
            </div>
        </div>
    }
}

fn chips(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let page = link(visit, &model.place).href;
    let mut chips = vec![Tab {
        href: page.clone(),
        text: t!(words, "contest-proposals-every"),
        count: Some(number(model.counts.all())),
        here: model.state.is_none(),
    }];
    chips.extend(PUBLIC.into_iter().zip(model.counts.0).map(|(state, count)| Tab {
        href: format!("{page}?state={state}"),
        text: state_badge(words, state).1,
        count: Some(number(count)),
        here: model.state == Some(state),
    }));
    view! { <Chips label=t!(words, "contest-proposals-filter") chips/> }
}

fn nothing(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let title = match model.counts.all() {
        0 => t!(words, "contest-proposals-none"),
        _ => t!(words, "contest-proposals-none-so"),
    };
    view! { <Empty title/> }
}

fn row(visit: &Visit, model: &Model, card: &Card) -> impl IntoView + use<> {
    let words = visit.words();
    let (tone, state) = state_badge(words, card.state);
    let page = match card.state {
        ProposalState::Admitted => format!("/projects/{}", card.key),
        _ => format!("/proposals/{}", card.key),
    };
    let mahalla = model.mahallas.iter().find(|mahalla| Some(mahalla.id) == card.mahalla);
    let mahalla = mahalla.map(|mahalla| mahalla.names.text(visit.lang.code()).to_owned());
    let day = match (card.decided_at, card.submitted_at) {
        (Some(at), _) => Some(t!(words, "contest-proposals-decided", date = date(words, at))),
        (None, at) => at.map(|at| t!(words, "contest-proposals-submitted", date = date(words, at))),
    };
    let reason = card.reason.clone().map(|it| t!(words, "contest-proposals-reason", reason = it));
    view! {
        <ProjectRow
            link=Link::new(visit.to(&page), card.title.clone())
            lang=language_tag(&card.language)
            glyph=card.category.map_or(Glyph::Other, category_glyph)
            category=card.category.map_or_else(String::new, |it| category_name(words, it))
            meta=mahalla.into_iter().chain(day).collect()
            picture=card.cover.map(cover)
            amount=number(card.cost_reviewed.unwrap_or(card.cost_asked).0)
            unit=t!(words, "site-som")
            note=reason
        >
            <Badge tone text=state/>
        </ProjectRow>
    }
}
