//! POST /api/v1/elections/{id}/issue: a blinded message in, a blind signature out; needs a session.

use super::Routes;
use crate::registrar;
use crate::routes::problem::ProblemJson;
use app::web::{SESSION_LIMITS, full_name};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use sha2::{Digest as _, Sha256};
use store::{PersonId, TokenHash, UnixTime};

const OCTETS: &str = "application/octet-stream";

/// 200 with blind signature and salt; 401 without a session, 403 for who is not on the roll, 409
/// for another request than the one that was answered; 410, 422, 503.
pub(super) async fn issue(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ProblemJson> {
    require_octets(&headers)?;
    let person = person(&routes, &headers).await?;
    let poll = routes.poll(&id).await?;
    let answer = registrar::issue(&routes.polls, &poll, person, &body?).await?;
    let headers = [(header::CONTENT_TYPE, OCTETS), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, answer.to_bytes()).into_response())
}

/// A page of another site can send a form, but not this type without being asked first (CORS), and
/// nobody here answers that question. The cookie's `SameSite` is the other fence.
fn require_octets(headers: &HeaderMap) -> Result<(), ProblemJson> {
    match headers.get(header::CONTENT_TYPE) {
        Some(kind) if kind == OCTETS => Ok(()),
        _ => Err(ProblemJson::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "the body must be application/octet-stream",
        )),
    }
}

async fn person(routes: &Routes, headers: &HeaderMap) -> Result<PersonId, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::UNAUTHORIZED, "sign-in", "you are not signed in");
    let name = full_name("hashar", routes.secure);
    let token = only_cookie(headers, &name).ok_or_else(none)?;
    let token = TokenHash(Sha256::digest(token.as_bytes()).into());
    let now = UnixTime::try_from(routes.polls.now()).unwrap_or(UnixTime::MAX);
    let session = routes.polls.store().session(token, now, &SESSION_LIMITS).await?;
    session.map(|session| session.person).ok_or_else(none)
}

/// The value of a cookie that was sent once; of two nobody knows which one is this site's.
fn only_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value);
    let value = values.next()?;
    values.next().is_none().then_some(value)
}
