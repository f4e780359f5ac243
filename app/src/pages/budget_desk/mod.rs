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

use crate::components::Tab;
use crate::t;
use crate::web::{Site, Visit};
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

/// The desk's navigation.
fn places(visit: &Visit) -> Vec<Tab> {
    let words = visit.words();
    let place = |path: &str, text: String| Tab {
        href: visit.to(path),
        text,
        count: None,
        here: visit.path == path,
    };
    vec![
        place("/budget-desk", t!(words, "budgets-desk-list")),
        place("/budget-desk/new", t!(words, "budgets-upload")),
    ]
}
