//! Proposals: written, previewed, submitted and withdrawn by residents, read by everybody.
//!
//! The form is one page. Each of its buttons saves it whole or, where something is wrong, gives it
//! back whole: photographs that came with it are kept meanwhile, and a session that ran out gives
//! the typed words back through the sign-in.

mod checked;
mod costs;
mod edit;
mod form;
mod grounds;
mod look;
mod mine;
mod new;
mod photos;
mod save;
mod sent;
mod show;
mod state;
mod submit;
mod typed;
mod withdraw;

pub(super) use checked::{Wrong, number};
pub(super) use grounds::Grounds;
pub(super) use look::look;
pub(super) use sent::Sent;
pub(super) use state::{last_minute, refused_save, state_badge};

use crate::web::Site;
use axum::Router;
use axum::routing::get;

/// Pages whose forms are small.
pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/me/proposals", get(mine::show))
        .route("/{lang}/proposals/{key}", get(show::show))
        .route("/{lang}/proposals/{key}/submit", get(submit::show).post(submit::act))
        .route("/{lang}/proposals/{key}/withdraw", get(withdraw::show).post(withdraw::act))
}

/// Pages whose forms carry photographs.
pub(super) fn uploads() -> Router<Site> {
    Router::new()
        .route("/{lang}/proposals/new", get(new::show).post(new::act))
        .route("/{lang}/proposals/{key}/edit", get(edit::show).post(edit::act))
}
