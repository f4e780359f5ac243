//! GET /api/v1/elections/{id}/manifest.json: the exact bytes that the election's name is made of.

use super::Routes;
use crate::routes::problem::ProblemJson;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header;

pub(super) async fn show(
    State(routes): State<Routes>,
    Path(id): Path<String>,
) -> Result<Response, ProblemJson> {
    let poll = routes.poll(&id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, poll.manifest.clone()).into_response())
}
