//! For whoever watches the server: alive, ready, how busy.

use app::web::Site;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::LazyLock;

/// From a quarter of a millisecond to four seconds.
const SECONDS: [f64; 8] = [0.000_25, 0.001, 0.004, 0.016, 0.064, 0.25, 1.0, 4.0];

/// One recorder for the process; several routers, as in tests, share it.
static METRICS: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .inspect_err(|error| tracing::error!(%error, "no metrics"))
        .ok()
});

/// `/healthz`: the process answers. `/readyz`: so does the database. `/metrics`: Prometheus.
pub(crate) fn router() -> Router<Site> {
    LazyLock::force(&METRICS);
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

async fn metrics() -> (StatusCode, String) {
    match &*METRICS {
        Some(handle) => (StatusCode::OK, handle.render()),
        None => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    }
}
