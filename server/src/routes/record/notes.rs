//! POST .../holds and .../attestations: what auditors signed.

use super::Routes;
use crate::counting;
use crate::routes::problem::ProblemJson;
use crate::routes::session::require_octets;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use http::{HeaderMap, StatusCode};
use store::{PersonId, UnixTime};
use voting::id::ElectionId;

/// The note that `hashar-audit hold` wrote. 204; 401, 403, 409, 422 with the check that failed.
pub(super) async fn hold(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, ProblemJson> {
    let Sent { id, note, by, at } = Sent::read(&routes, &id, &headers, body?).await?;
    counting::take_hold(&routes.counting, &id, &note, Some(by), at).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The note that `hashar-audit attest` wrote. 204; 401, 403, 409, 422 with the check that failed.
pub(super) async fn attest(
    State(routes): State<Routes>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, ProblemJson> {
    let Sent { id, note, by, at } = Sent::read(&routes, &id, &headers, body?).await?;
    counting::take_attestation(&routes.counting, &id, &note, Some(by), at).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A note, and which auditor sent it when.
struct Sent {
    id: ElectionId,
    note: String,
    by: PersonId,
    at: UnixTime,
}

impl Sent {
    async fn read(
        routes: &Routes,
        id: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Result<Self, ProblemJson> {
        require_octets(headers)?;
        let stored = routes.closed(id).await?;
        let by = routes.auditor(headers, &stored).await?;
        let none =
            |_| ProblemJson::new(StatusCode::UNPROCESSABLE_ENTITY, "note", "this is no text");
        let note = String::from_utf8(body.to_vec()).map_err(none)?;
        let at = UnixTime::try_from(routes.counting.polls.now()).unwrap_or(UnixTime::MAX);
        Ok(Self { id: stored.id, note, by, at })
    }
}
