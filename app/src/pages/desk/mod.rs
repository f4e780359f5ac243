//! The desk of moderators: what waits for a decision, and the decision.

mod checks;
mod decide;
mod queue;
mod review;

use crate::components::Tab;
use crate::t;
use crate::web::{Problem, Site, Visit};
use axum::Router;
use axum::routing::get;
use store::roles::Role;
use store::sessions::SessionView;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/desk", get(queue::show))
        .route("/{lang}/desk/{key}", get(review::show).post(decide::act))
}

/// Somebody who moderates anywhere; where exactly is asked for each proposal.
fn moderator(visit: &Visit) -> Result<&SessionView, Problem> {
    let view = visit.person()?;
    match view.roles.iter().any(|held| held.role == Role::Moderator) {
        true => Ok(view),
        false => Err(Problem::Forbidden),
    }
}

/// The desk's navigation.
fn places(visit: &Visit, waiting: usize, here: bool) -> Vec<Tab> {
    vec![Tab {
        href: visit.to("/desk"),
        text: t!(visit.words(), "desk-queue"),
        count: Some(waiting.to_string()),
        here,
    }]
}
