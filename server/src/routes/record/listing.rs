//! GET .../record and .../sealed: the files that can be read now.

use super::Routes;
use crate::counting::{FileInfo, visible};
use crate::routes::problem::ProblemJson;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, header};
use serde::Serialize;
use store::elections::StoredElection;

#[derive(Serialize)]
struct Listing {
    election: String,
    state: &'static str,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    path: String,
    size: u64,
}

/// What everybody may read.
pub(super) async fn public(
    State(routes): State<Routes>,
    Path(id): Path<String>,
) -> Result<Response, ProblemJson> {
    let stored = routes.closed(&id).await?;
    let files = routes.files(&stored, false).await?;
    Ok(([(header::CACHE_CONTROL, "public, max-age=5")], listing(&stored, files)).into_response())
}

/// What accredited auditors may read.
pub(super) async fn sealed(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let stored = routes.closed(&id).await?;
    routes.auditor(&headers, &stored).await?;
    let files = routes.files(&stored, true).await?;
    Ok(([(header::CACHE_CONTROL, "private, no-store")], listing(&stored, files)).into_response())
}

impl Routes {
    /// The files of a record that can be read now, in order.
    pub(super) async fn files(
        &self,
        stored: &StoredElection,
        auditor: bool,
    ) -> Result<Vec<FileInfo>, ProblemJson> {
        let mut files = match auditor {
            true => self.counting.records.list_for_auditors(&stored.id).await?,
            false => self.counting.records.list(&stored.id).await?,
        };
        files.retain(|file| visible(stored.state, &file.path));
        Ok(files)
    }
}

fn listing(stored: &StoredElection, files: Vec<FileInfo>) -> Json<Listing> {
    let file = |FileInfo { path, size }: FileInfo| File { path, size };
    let files = files.into_iter().map(file).collect();
    Json(Listing { election: stored.id.to_string(), state: stored.state.word(), files })
}
