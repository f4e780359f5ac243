//! The ministry's desk of budgets: a file is uploaded, looked at, proposed, and published when a
//! second official confirms.
//!
//! A file has one page for everybody who decides on it: its uploader proposes or takes back there,
//! another official confirms or declines after looking at the very same figures.

mod case;
mod decide;
mod list;
mod mistakes;
mod scope;
mod upload;

use crate::web::Site;
use axum::Router;
use axum::routing::get;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/budget-desk", get(list::show))
        .route("/{lang}/budget-desk/{file}", get(case::show).post(decide::act))
}

/// The page whose form carries a file.
pub(super) fn uploads() -> Router<Site> {
    Router::new().route("/{lang}/budget-desk/new", get(upload::show).post(upload::act))
}
