//! GET /log/{id}/{issuance|ballots}/...: the newest head, proofs, tiles, and entries.

use super::Routes;
use crate::counting;
use crate::poll::Poll;
use crate::routes::problem::ProblemJson;
use crate::sequencer;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use std::sync::Arc;
use store::logs::Log;
use voting::text;
use voting::tile::{TileName, bundle};

/// Entries in one answer, as in a full bundle of c2sp.org/tlog-tiles.
const ENTRIES: u32 = 256;

/// The newest signed checkpoint, a note.
pub(super) async fn checkpoint(
    State(routes): State<Routes>,
    Path((id, log)): Path<(String, String)>,
) -> Result<Response, ProblemJson> {
    let (poll, log) = find(&routes, &id, &log).await?;
    let checkpoint = routes.polls.store().checkpoint(poll.row, log).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=5"),
    ];
    Ok((headers, checkpoint.note).into_response())
}

/// The proof that the newest head holds the entry at a position (c2sp.org/tlog-proof).
pub(super) async fn proof(
    State(routes): State<Routes>,
    Path((id, log, index)): Path<(String, String, String)>,
) -> Result<Response, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::NOT_FOUND, "entry", "not in the log, or not yet");
    let (poll, log) = find(&routes, &id, &log).await?;
    let index = text::decimal("position", &index).map_err(|_| none())?;
    let proof = sequencer::proof(routes.polls.store(), poll.row, log, index).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=5"),
    ];
    Ok((headers, proof.ok_or_else(none)?.to_string()).into_response())
}

/// At most 256 entries from a position on, each with its length as u16 before it.
pub(super) async fn entries(
    State(routes): State<Routes>,
    Path((id, log, first)): Path<(String, String, String)>,
) -> Result<Response, ProblemJson> {
    let none = |_| ProblemJson::new(StatusCode::NOT_FOUND, "entry", "not a position");
    let (poll, log) = find(&routes, &id, &log).await?;
    let first = text::decimal("position", &first).map_err(none)?;
    let first = i64::try_from(first).map_or(i64::MAX as u64, |_| first);
    let entries = routes.polls.store().log_entries(poll.row, log, first, ENTRIES).await?;
    let bytes = bundle(entries.iter().map(Vec::as_slice))
        .map_err(|error| ProblemJson::new(StatusCode::INTERNAL_SERVER_ERROR, "entry", error))?;
    // A whole bundle never changes, a part of one grows.
    let caching = match entries.len() == ENTRIES as usize {
        true => "public, max-age=31536000, immutable",
        false => "public, max-age=5",
    };
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, caching)];
    Ok((headers, bytes).into_response())
}

/// A hash tile or entry bundle of c2sp.org/tlog-tiles. What is in it never changes; 404 as long as
/// the log has not grown that far.
pub(super) async fn tile(
    State(routes): State<Routes>,
    Path((id, log, tile)): Path<(String, String, String)>,
) -> Result<Response, ProblemJson> {
    let none = || ProblemJson::new(StatusCode::NOT_FOUND, "tile", "no tile, or not yet");
    let (poll, log) = find(&routes, &id, &log).await?;
    let name = TileName::parse(&tile).map_err(|_| none())?;
    let bytes = counting::tile(routes.polls.store(), poll.row, log, name).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, bytes.ok_or_else(none)?).into_response())
}

async fn find(routes: &Routes, id: &str, log: &str) -> Result<(Arc<Poll>, Log), ProblemJson> {
    let none = |_| ProblemJson::new(StatusCode::NOT_FOUND, "log", "issuance or ballots");
    let log = log.parse().map_err(none)?;
    Ok((routes.poll(id).await?, log))
}
