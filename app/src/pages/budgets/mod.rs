//! Published budgets: what is planned and spent, for everybody.

mod by_place;
mod changes;
mod chart;
mod downloads;
mod list;
mod places;
mod show;
mod statement;
mod tables;
mod version;

pub(super) use changes::change_list;
pub(super) use places::Places;
pub(super) use tables::{figures, function_table, share, territory_table};

use crate::web::Site;
use axum::Router;
use axum::routing::get;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/budgets", get(list::show))
        .route("/{lang}/budgets/{year}/{code}", get(show::show))
        .route("/{lang}/budgets/{year}/{code}/{version}", get(version::show))
}
