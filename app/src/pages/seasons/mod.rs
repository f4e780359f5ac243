//! What everybody may know of seasons: money, dates, rules, contests.

mod acts;
mod bounds;
mod contest;
mod contests;
mod list;
mod order;
mod phases;
mod place;
mod projects;
mod proposals;
mod rules;
mod show;

pub(super) use acts::propose;
pub(super) use bounds::{bounds_sentences, least_sentence, limit_name, part_name};
pub(super) use contests::{Overview, contest_table};
pub(super) use list::season_table;
pub(super) use phases::{now_sentence, steps};
pub(super) use rules::{rule_parts, rule_sentence, rule_title, shared_cap};

use crate::web::Site;
use axum::Router;
use axum::routing::get;

/// The routes of this area.
pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/seasons", get(list::show))
        .route("/{lang}/seasons/{season}", get(show::show))
        .route("/{lang}/seasons/{season}/{territory}", get(contest::show))
        .route("/{lang}/seasons/{season}/{territory}/proposals", get(proposals::show))
}
