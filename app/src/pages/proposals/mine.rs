//! `GET /{lang}/me/proposals`: one's own proposals, where they stand and what happens next.

use super::grounds::Grounds;
use super::state::{next, state_badge};
use crate::components::{
    Badge, Breadcrumbs, Empty, Glyph, Link, LinkButton, PageHead, ProjectList, ProjectRow,
};
use crate::i18n::{category_glyph, category_name, number};
use crate::pages::pictures::cover;
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::proposals::Card;

pub(super) async fn show(visit: Visit) -> Answer {
    let cards = visit.site.store.proposals_of(visit.person()?.person).await?;
    let mut grounds = BTreeMap::new();
    for card in &cards {
        if let Entry::Vacant(contest) = grounds.entry(card.contest) {
            contest.insert(Grounds::load(&visit, card.contest).await?);
        }
    }
    let words = visit.words();
    let title = t!(words, "proposals-mine-title");
    let head = Head::new(title.clone()).hidden_from_search();
    let rows =
        cards.into_iter().filter_map(|card| Some(row(&visit, grounds.get(&card.contest)?, card)));
    let rows: Vec<_> = rows.collect();
    let new = visit.to("/proposals/new");
    let trail = vec![Link::new(visit.to("/"), t!(words, "site-home"))];
    let body = if rows.is_empty() {
        view! {
            <Empty title=t!(words, "proposals-mine-empty") text=t!(words, "proposals-mine-empty-text")>
                <LinkButton href=new>{t!(words, "proposals-new")}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <div class="stack">
                <div class="row"><LinkButton href=new icon=Glyph::Plus>{t!(words, "proposals-new")}</LinkButton></div>
                <h2 class="vh">{title.clone()}</h2>
                <ProjectList>{rows}</ProjectList>
            </div>
        }
        .into_any()
    };
    Ok(visit.page(
        head,
        view! {
            <div class="wrap">
                <Breadcrumbs label=t!(words, "proposals-crumbs") trail here=title.clone() />
                <PageHead title />
                {body}
            </div>
        },
    ))
}

fn row(visit: &Visit, grounds: &Grounds, card: Card) -> impl IntoView + use<> {
    let words = visit.words();
    let title = match card.title.as_str() {
        "" => t!(words, "proposals-untitled"),
        title => title.to_owned(),
    };
    let (tone, state) = state_badge(words, card.state);
    let category = card.category.map_or_else(String::new, |it| category_name(words, it));
    let link = Link::new(visit.to(&format!("/proposals/{}", card.key)), title);
    let meta =
        vec![grounds.place(visit, card.mahalla), next(words, card.state, grounds, visit.now)];
    let amount = number(card.cost_reviewed.unwrap_or(card.cost_asked).0);
    let picture = card.cover.map(cover);
    view! {
        <ProjectRow link glyph=card.category.map_or(Glyph::Other, category_glyph) category meta
            picture amount unit=t!(words, "proposals-som")>
            <Badge tone text=state />
        </ProjectRow>
    }
}
