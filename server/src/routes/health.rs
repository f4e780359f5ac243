//! For whoever watches the server: alive, ready, how busy.

use crate::poll::Polls;
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

/// `/healthz`: the process answers. `/readyz`: so does the database, and no election is held back;
/// what witnesses have not signed is said there and stops nothing.
/// `/metrics`: Prometheus.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(polls: Polls) -> Router<S> {
    LazyLock::force(&METRICS);
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(polls)
}

/// Says why not, for whoever watches; it is not answered to the public.
async fn ready(State(polls): State<Polls>) -> (StatusCode, String) {
    if let Err(error) = polls.store().ping().await {
        tracing::error!(%error, "not ready");
        let said = "the database does not answer\n".to_owned();
        return (StatusCode::SERVICE_UNAVAILABLE, said);
    }
    match polls.held().await.as_slice() {
        [] => {
            let missing = polls.unwitnessed().await.into_iter().map(|line| format!("{line}\n"));
            (StatusCode::OK, format!("ready\n{}", missing.collect::<String>()))
        }
        held => (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", held.join("\n"))),
    }
}

async fn metrics() -> (StatusCode, String) {
    match &*METRICS {
        Some(handle) => (StatusCode::OK, handle.render()),
        None => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    }
}
