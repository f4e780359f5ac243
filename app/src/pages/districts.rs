//! `GET /{lang}/districts?q=`: one's own district, found by name, kept nowhere.

use super::seasons::{Overview, contest_table};
use crate::components::{Button, Column, Empty, Glyph, PageHead, SectionHead, Table, TextField};
use crate::i18n::number;
use crate::t;
use crate::web::{Answer, Asked, Head, Problem, Visit};
use leptos::prelude::*;
use store::territories::Territory;

/// More than these are too many to read through.
const FOUND: usize = 40;

/// No name is longer.
const LONGEST: usize = 100;

/// What was searched for and found, each with the way down to it.
struct Found {
    text: String,
    places: Vec<Vec<Territory>>,
    more: bool,
}

pub(super) async fn show(visit: Visit, asked: Asked) -> Answer {
    let words = visit.words();
    let current = visit.site.store.current_season(visit.now).await?;
    let overview = match current {
        Some(season) => Some(Overview::load(&visit.site.store, season).await?),
        None => None,
    };
    let text = asked.text("q", LONGEST);
    let found = if text.is_empty() { None } else { Some(find(&visit, text).await?) };
    let head = Head::new(t!(words, "district-title")).describe(t!(words, "district-lede"));
    Ok(visit.page(head, view(visit.clone(), overview, found)))
}

async fn find(visit: &Visit, text: String) -> Result<Found, Problem> {
    let store = &visit.site.store;
    let limit = i64::try_from(FOUND + 1).unwrap_or(i64::MAX);
    let mut hits = store.search_territories(&text, limit).await?;
    let more = hits.len() > FOUND;
    hits.truncate(FOUND);
    let mut places = Vec::with_capacity(hits.len());
    for hit in hits {
        places.push(store.territory_path(hit.id).await?);
    }
    Ok(Found { text, places, more })
}

fn view(visit: Visit, overview: Option<Overview>, found: Option<Found>) -> impl IntoView {
    let words = visit.words();
    let text = found.as_ref().map(|found| found.text.clone());
    let below = match (found, overview) {
        (Some(found), overview) => results(&visit, found, overview.as_ref()).into_any(),
        (None, Some(overview)) => all(&visit, &overview).into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        <div class="wrap">
            <PageHead title=t!(words, "district-title") lede=t!(words, "district-lede")/>
            <form class="form" role="search" method="get" action=visit.to("/districts")>
                <TextField
                    id="q"
                    name="q"
                    kind="search"
                    label=t!(words, "district-search")
                    hint=t!(words, "district-hint")
                    value=text
                    max=100_u32
                />
                <Button icon=Glyph::Search>{t!(words, "district-find")}</Button>
            </form>
            {below}
        </div>
    }
}

fn all(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let table = contest_table(visit, overview);
    view! {
        <section class="section" aria-labelledby="all">
            <SectionHead id="all" title=t!(words, "district-all")/>
            {table}
        </section>
    }
}

fn results(visit: &Visit, found: Found, overview: Option<&Overview>) -> impl IntoView + use<> {
    let words = visit.words();
    if found.places.is_empty() {
        let title = t!(words, "district-none-title", text = found.text);
        return view! {
            <section class="section"><Empty title text=t!(words, "district-none-text")/></section>
        }
        .into_any();
    }
    let count = i64::try_from(found.places.len()).unwrap_or(i64::MAX);
    let title = match found.more {
        true => t!(words, "district-found-many", count = count),
        false => t!(words, "district-found", count = count),
    };
    let columns = vec![
        Column::words(t!(words, "district-place")),
        Column::figures(t!(words, "district-envelope")),
    ];
    let rows = found.places.iter().map(|path| row(visit, path, overview)).collect();
    view! {
        <section class="section" aria-labelledby="found">
            <SectionHead id="found" title=title.clone()/>
            <Table id="places" caption=title quiet=true columns rows/>
        </section>
    }
    .into_any()
}

/// A mahalla's contest is that of its district.
fn row(visit: &Visit, path: &[Territory], overview: Option<&Overview>) -> Vec<AnyView> {
    let words = visit.words();
    let name = |place: &Territory| place.names.text(visit.lang.code()).to_owned();
    let own = path.last().map(name).unwrap_or_default();
    let around: Vec<String> = path.iter().rev().skip(1).map(name).collect();
    let contest = overview
        .and_then(|overview| path.iter().rev().find_map(|place| overview.contest_in(place)));
    let (own, envelope) = match contest {
        Some((contest, path)) => {
            let link = view! { <a class="tap" href=visit.to(&path)>{own}</a> };
            (link.into_any(), number(contest.envelope.0).into_any())
        }
        None => {
            let without = t!(words, "district-without");
            (own.into_any(), view! { <span class="mute">{without}</span> }.into_any())
        }
    };
    let place = view! { {own}<p class="small mute">{around.join(", ")}</p> };
    vec![place.into_any(), envelope]
}
