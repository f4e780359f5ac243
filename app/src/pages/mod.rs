//! Every page: one route, one file.
//!
//! A handler reads the visit, loads one model from the store, acts, and answers with a view of
//! the model. A form posts to its own page.

mod home;
mod language;
pub(crate) mod problem;

use crate::web::Site;
use axum::Router;
use axum::routing::get;

/// The routes of pages whose forms carry photographs; they need larger limits.
pub fn uploads() -> Router<Site> {
    Router::new()
}

/// The routes of all pages.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/", get(language::redirect))
        .route("/language/{lang}", get(language::choose))
        .route("/{lang}", get(language::add_slash))
        .route("/{lang}/", get(home::show))
}
