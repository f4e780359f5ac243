//! GET .../record/{path} and .../sealed/{path}: one file, whole or from a position on.

use super::Routes;
use crate::counting::{CountingError, Found, visible};
use crate::routes::problem::ProblemJson;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use store::StoreError;
use store::elections::StoredElection;
use voting::copy;

/// A file of a record never changes.
const FOR_ALL: &str = "public, max-age=31536000, immutable";
/// What only auditors may read stays with them.
const FOR_ONE: &str = "private, no-store";

/// What everybody may read.
pub(super) async fn public(
    State(routes): State<Routes>,
    Path((id, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let stored = routes.closed(&id).await?;
    let from = from(&headers);
    let found = match visible(stored.state, &path) {
        true => routes.counting.records.open(&stored.id, &path, from).await?,
        false => None,
    };
    Ok(answer(&path, from, found.ok_or_else(none)?, FOR_ALL))
}

/// What accredited auditors may read: all of the above and the copy.
pub(super) async fn sealed(
    State(routes): State<Routes>,
    Path((id, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let stored = routes.closed(&id).await?;
    routes.auditor(&headers, &stored).await?;
    let from = from(&headers);
    let found = match visible(stored.state, &path) {
        true => routes.counting.records.open_for_auditors(&stored.id, &path, from).await?,
        false => None,
    };
    match found {
        Some(found) => Ok(answer(&path, from, found, FOR_ONE)),
        None => Err(missing(&routes, &stored, &path).await?),
    }
}

/// Why an auditor does not get a file: the copy may have been erased.
async fn missing(
    routes: &Routes,
    stored: &StoredElection,
    path: &str,
) -> Result<ProblemJson, StoreError> {
    let store = routes.counting.polls.store();
    match path.starts_with(copy::FOLDER) && store.ballots_are_erased(stored.row).await? {
        true => Ok(CountingError::Erased.into()),
        false => Ok(none()),
    }
}

fn none() -> ProblemJson {
    ProblemJson::new(StatusCode::NOT_FOUND, "file", "the record has no such file, or not yet")
}

/// Where a download that broke off goes on: `Range: bytes=N-`. Any other range is answered with the
/// whole file (RFC 9110, section 14.2).
fn from(headers: &HeaderMap) -> u64 {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let from = range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-'));
    from.and_then(|from| from.parse().ok()).unwrap_or(0)
}

fn answer(path: &str, from: u64, found: Found, caching: &'static str) -> Response {
    let size = found.size;
    if from > 0 && from >= size {
        let range = (header::CONTENT_RANGE, format!("bytes */{size}"));
        return (StatusCode::RANGE_NOT_SATISFIABLE, [range]).into_response();
    }
    let mut response = Body::from_stream(found.bytes).into_response();
    let headers = response.headers_mut();
    for (name, value) in fixed_headers(path, caching) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size - from));
    if from > 0 {
        let range = format!("bytes {from}-{}/{size}", size - 1);
        headers.extend(HeaderValue::try_from(range).ok().map(|it| (header::CONTENT_RANGE, it)));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response
}

/// Whatever is in it, a browser shows it as nothing else than what its name says.
fn fixed_headers(path: &str, caching: &'static str) -> [(HeaderName, &'static str); 6] {
    let kind = match path.rsplit('.').next() {
        Some("json") => "application/json",
        Some("jsonl") => "application/jsonl",
        Some("csv") => "text/csv; charset=utf-8",
        Some("note" | "log" | "pb") => "text/plain; charset=utf-8",
        _ if path.ends_with("SHA256SUMS") || path.ends_with("checkpoint") => {
            "text/plain; charset=utf-8"
        }
        _ => "application/octet-stream",
    };
    [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, caching),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Anybody's page may verify a record; what only auditors may read needs their cookie.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ]
}
