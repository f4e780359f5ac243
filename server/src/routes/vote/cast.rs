//! POST /api/v1/elections/{id}/cast: a ballot body in, the box's answer out.

use super::Routes;
use crate::ballot_box::{self, CastError};
use crate::routes::problem::ProblemJson;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header;
use voting::error::Error as Refusal;
use voting::slot::Slot;

/// 200 with confirmation and promise; 422 with the check that failed, for `clock` with the box's
/// time; 429, 410, 413, 503. The request's headers are not looked at.
pub(super) async fn cast(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ProblemJson> {
    let poll = routes.poll(&id).await?;
    match ballot_box::cast(&routes.polls, &poll, body?.to_vec()).await {
        Ok(answer) => {
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            Ok((headers, answer.to_bytes()).into_response())
        }
        Err(error @ CastError::Refused(Refusal::Clock { .. })) => {
            Err(ProblemJson::from(error).at(routes.polls.now()))
        }
        Err(error @ CastError::SlotFull) => {
            let now = routes.polls.now();
            let wait = Slot::at(now).ends_at().saturating_sub(now);
            Err(ProblemJson::from(error).retry_after(u32::try_from(wait).unwrap_or(u32::MAX)))
        }
        Err(error) => Err(error.into()),
    }
}
