//! Routes for machines, static files, and the pages that need this process's elections.

pub(crate) mod budgets;
pub(crate) mod files;
pub(crate) mod health;
mod problem;
mod receipt;
pub(crate) mod record;
mod session;
mod standing;
pub(crate) mod vote;

pub(crate) use problem::ProblemJson;

use crate::poll::{PollError, Polls};
use app::web::{Problem, Site};
use axum::Router;
use http::StatusCode;

/// The pages about elections that `app` alone cannot answer.
pub(crate) fn pages(polls: &Polls) -> Router<Site> {
    receipt::router(polls.clone()).merge(standing::router(polls.clone()))
}

/// Why a page about an election cannot be shown.
fn no_page(error: PollError) -> Problem {
    match error {
        PollError::Unknown => Problem::NotFound,
        error => {
            tracing::error!(%error, "an election cannot be read");
            Problem::Internal
        }
    }
}

/// What a registrar or ballot box by itself says of everything that is not its own.
pub(crate) async fn elsewhere() -> ProblemJson {
    ProblemJson::new(StatusCode::NOT_FOUND, "elsewhere", "this is answered elsewhere")
}
