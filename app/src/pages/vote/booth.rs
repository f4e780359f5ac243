//! `GET /{lang}/seasons/{key}/{territory}/vote`: the booth of one contest.

use super::door::Door;
use super::offer::{cards, listed, offer, sign_in};
use crate::components::{Alert, BallotCard, Link, LinkButton, PageHead, Tone};
use crate::i18n::{date_time, number};
use crate::islands::booth::Booth;
use crate::islands::booth::scene::{Card, Scene, scene};
use crate::pages::seasons::{bounds_sentences, least_sentence, rule_sentence};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::elections::ElectionState;
use store::projects::ProjectFilter;
use store::seasons::{Bounds, Contest};

/// The page, for who may vote now and for who may not.
struct Model {
    door: Door,
    /// Season and place.
    eyebrow: String,
    contest: Contest,
    /// How the envelope is given out, as the season's page says it.
    rule: String,
    cards: Vec<Card>,
    /// The contest's page.
    exit: String,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, key, code)): Path<(String, String, String)>,
) -> Answer {
    let model = load(&visit, &key, &code).await?;
    let words = visit.words();
    let exit = Link::new(model.exit.clone(), t!(words, "booth-exit"));
    let head = Head::new(t!(words, "booth-page")).hidden_from_search().enclosed(exit);
    match (model.door, visit.session.as_deref()) {
        (Door::Open { election, closes }, Some(session)) => {
            let Model { contest, eyebrow, rule, cards, .. } = model;
            let offer = offer(&visit, election, &contest, session.person, &cards)?;
            let things = Scene {
                words,
                season: eyebrow,
                closes: date_time(words, closes),
                winners: rule,
                cards,
                sign_in: sign_in(&visit),
                home: visit.to("/"),
                roll: visit.to("/me/roll"),
            };
            let json = serde_json::to_string(&offer).map_err(|_| Problem::Internal)?;
            Ok(visit.page_with_island(head, || booth(&visit, json, scene(things, &offer))))
        }
        _ => Ok(visit.page(head, outside(&visit, model))),
    }
}

async fn load(visit: &Visit, key: &str, code: &str) -> Result<Model, Problem> {
    let store = &visit.site.store;
    let season = store.season(key).await?;
    let territory = store.territory_by_code(code).await?;
    let contests = store.contests(season.id).await?;
    let contest = contests.into_iter().find(|contest| contest.territory == territory.id);
    let contest = contest.ok_or(Problem::NotFound)?;
    let election = store.election_of_season(season.id).await?;
    let approved = election.filter(|election| election.state != ElectionState::Prepared);
    let signed_in = visit.session.is_some();
    let id = approved.as_ref().map(|election| election.id);
    let door = Door::of(&season, id, signed_in, visit.now);
    let mahallas = store.territories_in(Some(territory.id)).await?;
    let mut projects = store.projects(contest.id, &ProjectFilter::default()).await?;
    if let Some(election) = approved {
        projects = listed(&election.manifest, contest.position, projects);
    }
    let lang = visit.lang.code();
    Ok(Model {
        door,
        rule: rules_of(visit, &contest),
        eyebrow: format!("{}, {}", territory.names.text(lang), season.titles.text(lang)),
        contest,
        cards: cards(visit, projects, &mahallas),
        exit: visit.to(&format!("/seasons/{key}/{code}")),
    })
}

/// The sentences of the rule, the minimum of votes and the bounds.
fn rules_of(visit: &Visit, contest: &Contest) -> String {
    let words = visit.words();
    let bounds = Bounds { exclusive: Vec::new(), ..contest.bounds.clone() };
    let said = std::iter::once(rule_sentence(words, &contest.rule))
        .chain(least_sentence(words, contest.min_votes))
        .chain(bounds_sentences(words, &bounds, ToString::to_string));
    said.collect::<Vec<_>>().join(" ")
}

/// The booth. Without JavaScript its list can be read, and this says what is missing.
fn booth(visit: &Visit, offer: String, looks: AnyView) -> AnyView {
    let words = visit.words();
    view! {
        <noscript>
            <div class="wrap section">
                <Alert tone=Tone::Warn title=t!(words, "booth-no-script-title")>
                    <p>{t!(words, "booth-no-script")}</p>
                </Alert>
            </div>
        </noscript>
        <div class="wrap section if-dead">
            <Alert tone=Tone::Bad title=t!(words, "booth-dead-title")>
                <p>{t!(words, "booth-dead")}</p>
            </Alert>
        </div>
        <Booth offer>{looks}</Booth>
    }
    .into_any()
}

/// The list, and why nobody or not this reader votes now.
fn outside(visit: &Visit, model: Model) -> AnyView {
    let words = visit.words();
    let count = i64::try_from(model.cards.len()).unwrap_or(i64::MAX);
    let radio = model.contest.ballot.max == 1;
    let list = model.cards.into_iter().enumerate().map(|(position, card)| {
        let more = Link::new(card.href, t!(words, "booth-more"));
        let amount = number(i64::try_from(card.project.cost).unwrap_or(i64::MAX));
        view! {
            <BallotCard id=format!("project-{position}") name="project" value=card.project.id radio
                title=card.project.title glyph=card.glyph category=card.project.category
                picture=card.picture
                amount unit=t!(words, "booth-unit") more chosen_word=t!(words, "booth-chosen") />
        }
    });
    view! {
        <div class="wrap">
            <PageHead title=t!(words, "booth-title") rule=model.rule><span>{model.eyebrow}</span></PageHead>
            <div class="stack-l">
                {notice(visit, model.door)}
                <fieldset class="stack" disabled=true>
                    <legend>{t!(words, "booth-count", count = number(count))}</legend>
                    <ul class="vlist" role="list">{list.collect_view()}</ul>
                </fieldset>
            </div>
        </div>
    }
    .into_any()
}

fn notice(visit: &Visit, door: Door) -> AnyView {
    let words = visit.words();
    let at = |time| date_time(words, time);
    let (title, text) = match door {
        Door::NotReady => (t!(words, "booth-not-ready-title"), t!(words, "booth-not-ready-text")),
        Door::NotOpen { opens, closes } => {
            let text = t!(words, "booth-not-open-text", opens = at(opens), closes = at(closes));
            (t!(words, "booth-not-open-title"), text)
        }
        Door::Closed { closes } => {
            let text = t!(words, "booth-closed-text", closes = at(closes));
            (t!(words, "booth-closed-title"), text)
        }
        Door::SignIn | Door::Open { .. } => {
            (t!(words, "booth-sign-in-title"), t!(words, "booth-sign-in-text"))
        }
    };
    let sign_in = (door == Door::SignIn).then(|| {
        view! { <LinkButton href=sign_in(visit)>{t!(words, "booth-sign-in-go")}</LinkButton> }
    });
    view! {
        <Alert title><p>{text}</p>{sign_in}</Alert>
    }
    .into_any()
}
