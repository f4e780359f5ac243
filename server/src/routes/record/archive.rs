//! GET .../record.tar and .../sealed.tar: all files that can be read now, as they are read.

use super::{Routes, tar};
use crate::counting::{FileInfo, Records};
use crate::routes::problem::ProblemJson;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::{HeaderMap, HeaderValue, header};
use std::io;
use store::elections::StoredElection;
use voting::id::ElectionId;

type Chunks = BoxStream<'static, io::Result<Bytes>>;

/// What everybody may read.
pub(super) async fn public(
    State(routes): State<Routes>,
    Path(id): Path<String>,
) -> Result<Response, ProblemJson> {
    let stored = routes.closed(&id).await?;
    let files = routes.files(&stored, false).await?;
    Ok(archive(&routes, &stored, files, "public, max-age=5"))
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
    Ok(archive(&routes, &stored, files, "private, no-store"))
}

fn archive(
    routes: &Routes,
    stored: &StoredElection,
    files: Vec<FileInfo>,
    caching: &'static str,
) -> Response {
    let short: String = stored.id.to_string().chars().take(8).collect();
    let folder = format!("record-{short}");
    let length = tar::length(files.iter().map(|file| file.size));
    // One date for all: two downloads of a record are the same bytes.
    let at = u64::try_from(stored.state_at).unwrap_or(0);
    let (records, id) = (routes.counting.records.clone(), stored.id);
    let entries = stream::iter(files).then(move |file| {
        let header = tar::header(&folder, &file.path, file.size, at);
        entry(records.clone(), id, file, header)
    });
    let end = stream::once(async { Ok(Bytes::from_static(&tar::END)) });
    let mut response = Body::from_stream(entries.try_flatten().chain(end)).into_response();
    let name = format!("attachment; filename=\"record-{short}.tar\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-tar"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.extend(HeaderValue::try_from(name).ok().map(|it| (header::CONTENT_DISPOSITION, it)));
    response
}

/// Header, bytes, padding.
async fn entry(
    records: Records,
    id: ElectionId,
    file: FileInfo,
    header: Option<[u8; tar::BLOCK]>,
) -> io::Result<Chunks> {
    let broken = |reason: String| io::Error::other(format!("{}: {reason}", file.path));
    let header = header.ok_or_else(|| broken("no name for an archive".to_owned()))?;
    let found = records.open_for_auditors(&id, &file.path, 0).await;
    let found = found.map_err(|error| broken(error.to_string()))?;
    let found = found.ok_or_else(|| broken("it is gone".to_owned()))?;
    let header = stream::once(async move { Ok(Bytes::copy_from_slice(&header)) });
    let padding = tar::padding(file.size);
    let padding = stream::once(async move { Ok(Bytes::from_static(padding)) });
    Ok(Box::pin(header.chain(found.bytes.map_err(io::Error::other)).chain(padding)))
}
