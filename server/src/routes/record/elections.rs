//! GET /api/v1/records: one row for each election that was ever opened.

use super::Routes;
use crate::routes::problem::ProblemJson;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use store::StoreError;
use store::elections::{ElectionState, StoredElection};
use store::logs::{Log, StoredCheckpoint};
use voting::hash::sha256;
use voting::manifest::{Manifest, Publication};
use voting::text;

#[derive(Serialize)]
struct Row {
    election: String,
    season: String,
    title: String,
    publication: Publication,
    state: &'static str,
    /// When the vote ends, in Unix seconds.
    closes_at: u64,
    /// Where the record is published, for `hashar-audit verify`; none before that.
    url: Option<String>,
    /// The same in one file.
    archive: Option<String>,
    /// Files and bytes of the record, attestations not counted.
    files: Option<u64>,
    size: Option<u64>,
    /// The last heads of both logs; none before the close.
    final_checkpoints: Option<Heads>,
}

#[derive(Serialize)]
struct Heads {
    issuance: Head,
    ballots: Head,
}

#[derive(Serialize)]
struct Head {
    size: u64,
    root: String,
    note: String,
}

/// The rows, the oldest election first; not again to who has them.
pub(super) async fn list(
    State(routes): State<Routes>,
    headers: HeaderMap,
) -> Result<Response, ProblemJson> {
    let mut rows = Vec::new();
    for stored in routes.counting.polls.store().elections().await? {
        rows.push(row(&routes, &stored).await?);
    }
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(error.to_string());
    let json = serde_json::to_vec(&rows).map_err(corrupt)?;
    let etag = format!("\"{}\"", text::hex(&sha256(&[&json])));
    let sent = headers.get(header::IF_NONE_MATCH).and_then(|sent| sent.to_str().ok());
    let unchanged = sent.is_some_and(|sent| sent.contains(&etag));
    let kept = [(header::CACHE_CONTROL, "public, max-age=5".to_owned()), (header::ETAG, etag)];
    Ok(match unchanged {
        true => (StatusCode::NOT_MODIFIED, kept).into_response(),
        false => (kept, [(header::CONTENT_TYPE, "application/json")], json).into_response(),
    })
}

async fn row(routes: &Routes, stored: &StoredElection) -> Result<Row, ProblemJson> {
    let store = routes.counting.polls.store();
    let season = store.season_by_id(stored.season).await?;
    let manifest: Manifest = voting::json::parse(&stored.manifest)
        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let published = stored.state == ElectionState::Published;
    let record = match published {
        true => Some(store.record(stored.row).await?),
        false => None,
    };
    let url = format!("{}/api/v1/elections/{}/record", routes.origin, stored.id);
    let heads = match stored.state >= ElectionState::Closed {
        true => Some(Heads {
            issuance: store.checkpoint(stored.row, Log::Issuance).await?.into(),
            ballots: store.checkpoint(stored.row, Log::Ballots).await?.into(),
        }),
        false => None,
    };
    Ok(Row {
        election: stored.id.to_string(),
        season: season.key,
        title: manifest.title,
        publication: manifest.publication,
        state: stored.state.word(),
        closes_at: manifest.closes_at,
        archive: published.then(|| format!("{url}.tar")),
        url: published.then_some(url),
        files: record.map(|record| record.files),
        size: record.map(|record| record.bytes),
        final_checkpoints: heads,
    })
}

impl From<StoredCheckpoint> for Head {
    fn from(checkpoint: StoredCheckpoint) -> Self {
        let StoredCheckpoint { size, root, note, .. } = checkpoint;
        Self { size, root: root.to_base64(), note }
    }
}
