//! The witness over HTTP. TLS, if any, ends before it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use voting::witness::SIZE_TYPE;

use crate::answer::{Answer, Witness};

/// Bytes of a request: 63 lines of proof and a note with 64 signatures are half of it.
pub const MAX_BODY: usize = 32 * 1024;
/// Requests at once; others wait.
const AT_ONCE: usize = 64;
/// A request is small and its answer waits for one disk.
const TIME: Duration = Duration::from_secs(10);

type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The routes of a witness, which asks `clock` for Unix seconds.
pub fn router(witness: Arc<Witness>, clock: impl Fn() -> u64 + Send + Sync + 'static) -> Router {
    let clock: Clock = Arc::new(clock);
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/", get(about))
        .with_state((witness, clock))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
        .layer(GlobalConcurrencyLimitLayer::new(AT_ONCE))
}

/// Answers until `stopped`; requests under way are answered.
///
/// # Errors
/// The listener's.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(stopped).await
}

async fn add_checkpoint(
    State((witness, clock)): State<(Arc<Witness>, Clock)>,
    body: String,
) -> Response {
    let answered = tokio::task::spawn_blocking(move || witness.add_checkpoint(&body, clock()));
    match answered.await {
        Ok(Ok(answer)) => response(answer),
        Ok(Err(error)) => {
            tracing::error!("nothing is signed: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn response(answer: Answer) -> Response {
    let said = |status: StatusCode, why: &str| (status, format!("{why}\n")).into_response();
    match answer {
        Answer::Signed(line) => line.into_response(),
        Answer::Conflict(size) => {
            let kind = [(header::CONTENT_TYPE, SIZE_TYPE)];
            (StatusCode::CONFLICT, kind, format!("{size}\n")).into_response()
        }
        Answer::UnknownLog => said(StatusCode::NOT_FOUND, "this witness does not follow that log"),
        Answer::NotSigned(error) => said(StatusCode::FORBIDDEN, &error.to_string()),
        Answer::Malformed(error) => said(StatusCode::BAD_REQUEST, &error.to_string()),
        Answer::NotProven(error) => said(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string()),
    }
}

/// For people: whose witness it is, and how far each log was seen.
async fn about(State((witness, _)): State<(Arc<Witness>, Clock)>) -> String {
    let sizes = witness.sizes().into_iter().map(|(log, size)| format!("{log} {size}\n"));
    format!("witness {}\n{}", witness.key(), sizes.collect::<String>())
}
