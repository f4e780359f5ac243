//! POST /api/v1/elections/{id}/issue: a blinded message in, a blind signature out; needs a session.

use super::Routes;
use crate::registrar::{self, IssueError};
use crate::routes::problem::ProblemJson;
use crate::routes::session::{self, OCTETS, require_octets};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};

/// 200 with blind signature and salt; 401 without a session, 403 for who is not on the roll, 409
/// for another request than the one that was answered; 410, 422, 429, 503.
pub(super) async fn issue(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ProblemJson> {
    require_octets(&headers)?;
    let poll = routes.poll(&id).await?;
    // A ballot box does not even look at who asks.
    if poll.registrar.is_none() {
        return Err(IssueError::Elsewhere.into());
    }
    let person = session::person(&routes.polls, routes.secure, &headers).await?;
    routes.limits.issue(person)?;
    let answer = registrar::issue(&routes.polls, &poll, person, &body?).await?;
    let headers = [(header::CONTENT_TYPE, OCTETS), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, answer.to_bytes()).into_response())
}
