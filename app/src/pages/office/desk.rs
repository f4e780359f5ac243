//! The frame of the ministry's pages: its navigation with what waits.

use crate::components::{Desk, Tab};
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;

/// Puts a page's work beside the navigation.
pub(in crate::pages) async fn desk(visit: &Visit, work: AnyView) -> Result<AnyView, Problem> {
    let words = visit.words();
    let store = &visit.site.store;
    let open = store.open_approvals().await?.len();
    let place = |path: &str, text: String, count: Option<usize>| Tab {
        href: visit.to(path),
        text,
        count: count.map(|count| count.to_string()),
        here: visit.path == path || visit.path.starts_with(&format!("{path}/")),
    };
    let mut places = vec![place("/approvals", t!(words, "office-approvals"), Some(open))];
    places.push(place("/budget-desk", t!(words, "budgets-desk"), None));
    for season in store.seasons().await? {
        let title = season.titles.text(visit.lang.code()).to_owned();
        places.push(place(&format!("/seasons/{}/election", season.key), title, None));
    }
    if visit.site.demo {
        places.push(place("/clock", t!(words, "office-clock"), None));
    }
    let label = t!(words, "office-nav");
    Ok(view! { <Desk label places>{work}</Desk> }.into_any())
}
