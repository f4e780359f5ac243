//! Records: which there are, and their files, one by one or all at once; for accredited auditors
//! also what only they may read, and their notes.
//!
//! Files never change, so whoever mirrors them may keep them for good.

mod archive;
mod auditor;
mod elections;
mod file;
mod listing;
mod notes;
mod results;
mod tar;

use crate::counting::Counting;
use crate::routes::problem::ProblemJson;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use http::StatusCode;
use store::elections::{ElectionState, StoredElection};
use voting::id::ElectionId;
use voting::text;

/// A note has a few lines.
const NOTE_BYTES: usize = 8 * 1024;

/// What these routes are built from.
#[derive(Clone)]
pub(crate) struct Routes {
    pub(crate) counting: Counting,
    /// `https://HOST`, for addresses that leave the site.
    pub(crate) origin: String,
    /// Whether the site is reached over https, so that its cookies carry the prefix.
    pub(crate) secure: bool,
}

/// The routes, with their own state.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(routes: Routes) -> Router<S> {
    Router::new()
        .route("/api/v1/records", get(elections::list))
        .route("/api/v1/elections/{id}/record", get(listing::public))
        .route("/api/v1/elections/{id}/record.tar", get(archive::public))
        .route("/api/v1/elections/{id}/record/{*path}", get(file::public))
        .route("/api/v1/elections/{id}/results/{file}", get(results::table))
        .route("/api/v1/elections/{id}/sealed", get(listing::sealed))
        .route("/api/v1/elections/{id}/sealed.tar", get(archive::sealed))
        .route("/api/v1/elections/{id}/sealed/{*path}", get(file::sealed))
        .route("/api/v1/elections/{id}/holds", post(notes::hold))
        .route("/api/v1/elections/{id}/attestations", post(notes::attest))
        .layer(DefaultBodyLimit::max(NOTE_BYTES))
        .with_state(routes)
}

impl Routes {
    /// The election that a path names, if it is closed at least.
    async fn closed(&self, id: &str) -> Result<StoredElection, ProblemJson> {
        let unknown = || ProblemJson::new(StatusCode::NOT_FOUND, "election", "no such election");
        let id = text::array_from_hex("election", id).map_err(|_| unknown())?;
        let id = ElectionId::from_bytes(id);
        let stored = self.counting.polls.store().election(&id).await?;
        match stored.state {
            ElectionState::Prepared => Err(unknown()),
            ElectionState::Approved => {
                Err(ProblemJson::new(StatusCode::NOT_FOUND, "record", "the vote is not closed"))
            }
            _ => Ok(stored),
        }
    }
}
