//! `GET /{lang}/seasons`: every season.

use super::phases::now_sentence;
use crate::components::{Column, Empty, PageHead, Table};
use crate::t;
use crate::web::{Answer, Head, Visit};
use leptos::prelude::*;
use store::seasons::Season;

pub(super) async fn show(visit: Visit) -> Answer {
    let words = visit.words();
    let seasons = visit.site.store.seasons().await?;
    let head = Head::new(t!(words, "season-list-title")).describe(t!(words, "season-list-lede"));
    Ok(visit.page(head, view(&visit, &seasons)))
}

fn view(visit: &Visit, seasons: &[Season]) -> impl IntoView + use<> {
    let words = visit.words();
    let list = match seasons.is_empty() {
        true => view! {
            <Empty title=t!(words, "home-empty-title") text=t!(words, "home-empty-text")/>
        }
        .into_any(),
        false => season_table(visit, seasons).into_any(),
    };
    view! {
        <div class="wrap">
            <PageHead title=t!(words, "season-list-title") lede=t!(words, "season-list-lede")/>
            {list}
        </div>
    }
}

/// Seasons as rows: the title leads to it, beside it where it stands.
pub(in crate::pages) fn season_table(visit: &Visit, seasons: &[Season]) -> impl IntoView + use<> {
    let words = visit.words();
    let columns =
        vec![Column::words(t!(words, "season-name")), Column::words(t!(words, "season-state"))];
    let rows = seasons.iter().map(|season| {
        let href = visit.to(&format!("/seasons/{}", season.key));
        let title = season.titles.text(visit.lang.code()).to_owned();
        let state = now_sentence(words, season, visit.now);
        vec![view! { <a class="tap" href=href>{title}</a> }.into_any(), state.into_any()]
    });
    let rows = rows.collect();
    view! {
        <Table id="seasons" caption=t!(words, "season-list-title") quiet=true columns rows/>
    }
}
