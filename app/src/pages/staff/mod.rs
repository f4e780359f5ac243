//! The officials' side: who may do what, and the register of what was done.

mod officials;
mod register;
mod subject;

use crate::web::Site;
use axum::Router;
use axum::routing::get;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/officials", get(officials::show).post(officials::change))
        .route("/{lang}/register", get(register::show))
}
