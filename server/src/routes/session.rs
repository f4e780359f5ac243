//! Who asks a route for machines: the session of whose cookie the browser sent.

use super::problem::ProblemJson;
use crate::poll::Polls;
use app::web::{SESSION_LIMITS, sent_token};
use http::{HeaderMap, StatusCode, header};
use store::{PersonId, UnixTime};

/// What bodies of these routes are, and most answers.
pub(super) const OCTETS: &str = "application/octet-stream";

/// A page of another site can send a form, but not this type without being asked first (CORS), and
/// only this site's own pages get a yes. The cookie's `SameSite` is the other fence.
pub(super) fn require_octets(headers: &HeaderMap) -> Result<(), ProblemJson> {
    match headers.get(header::CONTENT_TYPE) {
        Some(kind) if kind == OCTETS => Ok(()),
        _ => Err(ProblemJson::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "the body must be application/octet-stream",
        )),
    }
}

/// Who is signed in; 401 without a session.
pub(super) async fn person(
    polls: &Polls,
    secure: bool,
    headers: &HeaderMap,
) -> Result<PersonId, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::UNAUTHORIZED, "sign-in", "you are not signed in");
    let token = sent_token(headers, secure).ok_or_else(none)?;
    let now = UnixTime::try_from(polls.now()).unwrap_or(UnixTime::MAX);
    let session = polls.store().session(token, now, &SESSION_LIMITS).await?;
    session.map(|session| session.person).ok_or_else(none)
}
