//! The vote: issue, cast, proofs and logs.
//!
//! None of these is a page: they answer bytes or problem+json. Only `issue` knows who asks. `cast`
//! looks at the body alone; neither cookies nor addresses are read or kept.

mod cast;
mod issue;
mod logs;
mod manifest;
mod proof;

use crate::limits::Limits;
use crate::poll::{Poll, Polls};
use crate::routes::problem::ProblemJson;
use app::web::PublicUrl;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use http::{HeaderValue, Method, StatusCode, header};
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::CorsLayer;
use tower_http::timeout::TimeoutLayer;
use voting::id::ElectionId;
use voting::text;

/// The largest body: RSA-3072 and a plaintext of 64 KiB.
const BODY_BYTES: usize = 66 * 1024;
/// Longer than a commit ever takes; the client tries again with the same body.
const TIME: Duration = Duration::from_secs(10);

/// What these routes are built from.
#[derive(Clone)]
pub(crate) struct Routes {
    pub(crate) polls: Polls,
    /// How often somebody may ask.
    pub(crate) limits: Limits,
    /// Whether the site is reached over https, so that its cookies carry the prefix.
    pub(crate) secure: bool,
}

/// How long a browser remembers that pages may ask here.
const REMEMBERED: Duration = Duration::from_secs(3_600);

/// The routes, with their own state, for pages that `url` names.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(
    routes: Routes,
    url: &PublicUrl,
) -> Router<S> {
    // The pages alone send the session along; casting takes no cookie from anybody.
    let with_session = asked_from([url.origin()]).allow_credentials(true);
    let without = asked_from(url.casting_origins());
    Router::new()
        .route("/api/v1/elections/{id}/issue", post(issue::issue).layer(with_session))
        .route("/api/v1/elections/{id}/cast", post(cast::cast).layer(without))
        .route("/api/v1/elections/{id}/manifest.json", get(manifest::show))
        .route("/api/v1/elections/{id}/proof/{commitment}", get(proof::show))
        .route("/log/{id}/{log}/checkpoint", get(logs::checkpoint))
        .route("/log/{id}/{log}/proof/{index}", get(logs::proof))
        .route("/log/{id}/{log}/entries/{first}", get(logs::entries))
        .route("/log/{id}/{log}/tile/{*tile}", get(logs::tile))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
        .with_state(routes)
}

/// Lets pages of these origins post bytes and read the answer (Fetch standard, CORS).
fn asked_from<'a>(origins: impl IntoIterator<Item = &'a str>) -> CorsLayer {
    let origins = origins.into_iter().filter_map(|origin| HeaderValue::try_from(origin).ok());
    CorsLayer::new()
        .allow_origin(origins.collect::<Vec<_>>())
        .allow_methods([Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER])
        .max_age(REMEMBERED)
}

impl Routes {
    /// The election that a path names: 64 lower-case hexadecimal digits.
    async fn poll(&self, id: &str) -> Result<Arc<Poll>, ProblemJson> {
        let unknown = || ProblemJson::new(StatusCode::NOT_FOUND, "election", "no such election");
        let id = text::array_from_hex("election", id).map_err(|_| unknown())?;
        Ok(self.polls.poll(&ElectionId::from_bytes(id)).await?)
    }
}
