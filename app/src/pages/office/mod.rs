//! The ministry's desk: acts that take two officials, the vote of each season, the demo's clock.

mod act_words;
mod approval;
mod approvals;
mod clock;
mod decide;
mod desk;
mod election;
mod keys;
mod lines;
mod move_clock;
mod next;
mod notes;
mod prepare;
mod propose;
mod refused;
mod rules;
mod stage;
mod witnesses;

pub(super) use act_words::name_of as act_name;
pub(super) use desk::desk;

use crate::web::{Problem, Site, Visit};
use axum::Router;
use axum::routing::{get, post};
use store::roles::Role;
use store::sessions::SessionView;
use store::{TerritoryId, UnixTime};

/// What weighs much takes a sign-in of at most five minutes ago.
pub(super) const FRESH_SECONDS: UnixTime = 300;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/approvals", get(approvals::show))
        .route("/{lang}/approvals/{id}", get(approval::show).post(decide::act))
        .route("/{lang}/seasons/{season}/election", get(election::show).post(propose::act))
        .route("/{lang}/seasons/{season}/election/notes", post(notes::take))
        .route("/{lang}/seasons/{season}/election/prepare", post(prepare::act))
        .route("/{lang}/seasons/{season}/election/rules", get(rules::show).post(rules::act))
        .route("/{lang}/clock", get(clock::show).post(move_clock::act))
}

/// Somebody who works for the ministry anywhere; where exactly is asked for each act.
fn ministry(visit: &Visit) -> Result<&SessionView, Problem> {
    let view = visit.person()?;
    match view.roles.iter().any(|held| held.role == Role::Ministry) {
        true => Ok(view),
        false => Err(Problem::Forbidden),
    }
}

/// Whether the visitor works for the ministry in each of these places; of none, in the country.
async fn covers(visit: &Visit, places: &[TerritoryId]) -> Result<bool, Problem> {
    let person = ministry(visit)?.person;
    let store = &visit.site.store;
    if places.is_empty() {
        return Ok(store.holds(person, Role::Ministry, None).await?);
    }
    for place in places {
        if !store.holds(person, Role::Ministry, Some(*place)).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
