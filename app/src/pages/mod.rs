//! Every page: one route, one file.
//!
//! A handler reads the visit, loads one model from the store, acts, and answers with a view of
//! the model. A form posts to its own page.

mod account;
mod budget_desk;
mod budgets;
mod cost_table;
mod desk;
mod districts;
mod home;
pub mod issuer;
mod language;
mod office;
mod pictures;
pub(crate) mod problem;
mod project;
mod proposals;
pub mod receipt;
mod results;
mod seasons;
mod staff;
pub mod standing;
mod vote;

pub use account::onward;

use crate::i18n::Lang;
use crate::web::Site;
use axum::Router;
use axum::routing::get;

/// The routes of pages whose forms carry files; they need larger limits.
pub fn uploads() -> Router<Site> {
    proposals::uploads().merge(budget_desk::uploads())
}

/// The routes of all pages.
pub fn router() -> Router<Site> {
    // One each, not `/{lang}`: that would also take `/favicon.svg` and its like.
    let slashes = Lang::ALL.into_iter().fold(Router::new(), |routes, lang| {
        routes.route(&format!("/{}", lang.code()), get(move || language::add_slash(lang)))
    });
    slashes
        .route("/", get(language::redirect))
        .route("/language/{lang}", get(language::choose))
        .route("/{lang}/", get(home::show))
        .merge(account::router())
        .merge(budget_desk::router())
        .merge(budgets::router())
        .merge(desk::router())
        .merge(office::router())
        .merge(proposals::router())
        .merge(staff::router())
        .route("/{lang}/districts", get(districts::show))
        .route("/{lang}/projects/{key}", get(project::show))
        .route("/{lang}/seasons/{season}/{territory}/results", get(results::show))
        .merge(seasons::router())
        .merge(vote::router())
}
