//! Voting: the page around the booth.

mod booth;
mod door;
mod offer;

use crate::web::Site;
use axum::Router;
use axum::routing::get;

/// The routes of this area.
pub(super) fn router() -> Router<Site> {
    Router::new().route("/{lang}/seasons/{season}/{territory}/vote", get(booth::show))
}
