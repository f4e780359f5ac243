//! GET /api/v1/elections/{id}/proof/{hex C}: the receipt of a commitment (c2sp.org/tlog-proof).

use super::Routes;
use crate::routes::problem::ProblemJson;
use crate::sequencer;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use voting::commitment::Commitment;
use voting::{entry, text};

/// 200 with the receipt; 404 when it is not in the log, or not yet.
pub(super) async fn show(
    State(routes): State<Routes>,
    Path((id, commitment)): Path<(String, String)>,
) -> Result<Response, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::NOT_FOUND, "entry", "not in the log, or not yet");
    let poll = routes.poll(&id).await?;
    let commitment = text::array_from_hex("commitment", &commitment).map_err(|_| none())?;
    let entry = entry::ballot(&Commitment::from_bytes(commitment));
    let receipt = sequencer::receipt(routes.polls.store(), poll.row, &entry).await?;
    let receipt = receipt.ok_or_else(none)?;
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, receipt.to_string()).into_response())
}
