//! Published budgets as files, for programs: docs/budgets.md names every field.
//!
//! A version never changes, so its lines may be kept for good; names of territories may be
//! corrected, so what names them is asked for again.

mod answer;
mod csv;
mod document;
mod list;
mod version;

use app::web::Site;
use axum::Router;
use axum::routing::get;
use http::StatusCode;
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Longer than reading a budget ever takes.
const TIME: Duration = Duration::from_secs(10);

pub(crate) fn router() -> Router<Site> {
    Router::new()
        .route("/api/v1/budgets", get(list::show))
        .route("/api/v1/budgets/{year}/{code}/{version}/{file}", get(version::show))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
}
