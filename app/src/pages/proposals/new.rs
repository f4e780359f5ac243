//! `/{lang}/proposals/new`: the district, then an empty form; its first save makes a draft.

use super::form::{Form, form_page};
use super::grounds::Grounds;
use super::save::{Saved, save, typed_do};
use super::sent::Sent;
use super::state::refused_save;
use super::typed::Typed;
use crate::components::{Breadcrumbs, Button, Choice, Empty, Link, LinkButton, PageHead, Select};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect};
use leptos::prelude::*;
use serde::Deserialize;
use store::proposals::{Content, ProposalKey, ProposalState};
use store::seasons::{Contest, Season};
use store::territories::Territory;
use store::{Constraint, ContestId, PersonId, TerritoryId};

/// Which contest; none: the one where the visitor lives, else they choose.
#[derive(Deserialize)]
pub(super) struct Where {
    contest: Option<ContestId>,
    choose: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(place): Query<Where>) -> Answer {
    let person = visit.person()?;
    let home = person.mahalla;
    let chosen = match place.contest {
        Some(contest) => Some(contest),
        None if place.choose.is_none() => contest_at_home(&visit, home).await?,
        None => None,
    };
    let Some(contest) = chosen else {
        return Ok(choose(&visit, Grounds::open(&visit).await?));
    };
    let grounds = Grounds::load(&visit, contest).await?;
    if !grounds.is_open(&visit) {
        return Ok(choose(&visit, Grounds::open(&visit).await?));
    }
    if has_enough(&visit, person.person).await? {
        return Ok(enough(&visit));
    }
    let random = u64::from_le_bytes(visit.site.entropy.bytes()?);
    let typed = Typed {
        key: ProposalKey::from_random(random).to_string(),
        language: visit.lang.code().to_owned(),
        mahalla: home.map_or_else(String::new, |home| home.to_string()),
        costs: vec![Default::default(); Content::COSTS],
        ..Typed::default()
    };
    Ok(form_page(&visit, Form::new(typed), &grounds))
}

pub(super) async fn act(visit: Visit, Query(place): Query<Where>, sent: Sent) -> Answer {
    let Ok(person) = visit.person() else { return Ok(visit.keep(sent.fields)) };
    let contest = sent.value("contest").parse().ok().or(place.contest);
    let grounds = Grounds::load(&visit, contest.ok_or(Problem::NotFound)?).await?;
    let then = typed_do(&sent.fields).to_owned();
    match save(&visit, person.person, sent, &grounds, None).await? {
        Saved::Stored(key) => Ok(Redirect::to(&visit.to(&after(&key, &then))).into_response()),
        Saved::Refused(returned) => Ok(form_page(&visit, Form::returned(*returned), &grounds)),
    }
}

/// Where a save leads.
pub(super) fn after(key: &ProposalKey, pressed: &str) -> String {
    match pressed {
        "submit" => format!("/proposals/{key}/submit"),
        "photo" => format!("/proposals/{key}/edit?saved=photo#file"),
        _ => format!("/proposals/{key}/edit?saved=yes"),
    }
}

async fn contest_at_home(
    visit: &Visit,
    home: Option<TerritoryId>,
) -> Result<Option<ContestId>, Problem> {
    let Some(home) = home else { return Ok(None) };
    let path = visit.site.store.territory_path(home).await?;
    let open = Grounds::open(visit).await?;
    let own = open.iter().find(|(_, contest, _)| path.iter().any(|it| it.id == contest.territory));
    Ok(own.map(|(_, contest, _)| contest.id))
}

/// Whether somebody has as many open proposals as one may: better said before they write.
async fn has_enough(visit: &Visit, person: PersonId) -> Result<bool, Problem> {
    let own = visit.site.store.proposals_of(person).await?;
    let open = |state| matches!(state, ProposalState::Draft | ProposalState::Submitted);
    let open = own.iter().filter(|card| open(card.state)).count();
    Ok(i64::try_from(open).is_ok_and(|open| open >= Content::OPEN))
}

fn enough(visit: &Visit) -> axum::response::Response {
    let words = visit.words();
    let title = t!(words, "proposals-new-title");
    let text = refused_save(words, Constraint::TooManyProposals);
    let mine = visit.to("/me/proposals");
    let head = Head::new(title.clone()).hidden_from_search();
    visit.page(
        head,
        view! {
            <div class="wrap wrap-narrow">
                <PageHead title/>
                <Empty title=text>
                    <LinkButton href=mine>{t!(words, "proposals-mine-title")}</LinkButton>
                </Empty>
            </div>
        },
    )
}

fn choose(visit: &Visit, open: Vec<(Season, Contest, Territory)>) -> axum::response::Response {
    let words = visit.words();
    let title = t!(words, "proposals-new-title");
    let head = Head::new(title.clone()).hidden_from_search();
    let trail = vec![Link::new(visit.to("/"), t!(words, "site-home"))];
    let body = if open.is_empty() {
        let home = visit.to("/");
        view! {
            <Empty title=t!(words, "proposals-closed-title") text=t!(words, "proposals-closed-text")>
                <LinkButton href=home>{t!(words, "problem-home")}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        let lang = visit.lang.code();
        let choices = open.into_iter().map(|(season, contest, district)| {
            let label = format!("{} — {}", district.names.text(lang), season.titles.text(lang));
            Choice::new(contest.id.to_string(), label, false)
        });
        view! {
            <form class="form" method="get">
                <Select id="contest" name="contest" label=t!(words, "proposals-district")
                    hint=t!(words, "proposals-district-hint") choices=choices.collect()
                    required=true />
                <Button>{t!(words, "proposals-go-on")}</Button>
            </form>
        }
        .into_any()
    };
    visit.page(
        head,
        view! {
            <div class="wrap wrap-narrow">
                <Breadcrumbs label=t!(words, "proposals-crumbs") trail here=title.clone() />
                <PageHead title lede=t!(words, "proposals-new-lede") />
                {body}
            </div>
        },
    )
}
