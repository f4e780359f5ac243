//! The one place that turns an error into a status and a page in the reader's language.

use super::document::Head;
use super::site::Site;
use super::visit::Visit;
use crate::pages;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::StoreError;

/// Why a page cannot be shown. What it says to the reader is in `locales/*/problem.ftl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing lies at this address.
    NotFound,
    /// The address exists, but not for this method.
    Method,
    /// The form is larger than the page takes.
    TooLarge,
    /// The database is busy or gone; trying again helps.
    Unavailable,
    /// A fault of ours. The log has the reason under the request's id.
    Internal,
}

impl Problem {
    /// The status of RFC 9110.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem that a bare status of axum or a library stands for.
    fn from_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => {
                Some(Self::Unavailable)
            }
            _ if status.is_server_error() => Some(Self::Internal),
            _ => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Unreachable { .. } => Self::Unavailable,
            other => {
                tracing::error!(error = %other, "store");
                Self::Internal
            }
        }
    }
}

/// Middleware around all pages: whatever fails below becomes a page, never a bare status.
pub async fn problem_pages(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::read(&parts, &site);
    parts.extensions.insert(visit.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let bare = !response.headers().contains_key(http::header::CONTENT_TYPE)
        || response
            .headers()
            .get(http::header::CONTENT_TYPE)
            .is_some_and(|kind| kind == "text/plain; charset=utf-8");
    let stated = response.extensions().get::<Problem>().copied();
    match stated.or_else(|| bare.then(|| Problem::from_status(response.status())).flatten()) {
        Some(problem) => page(&visit, problem),
        None => response,
    }
}

fn page(visit: &Visit, problem: Problem) -> Response {
    let view = pages::problem::view(visit, problem);
    let head = Head::new(pages::problem::title(visit.words(), problem)).hidden_from_search();
    let mut response = visit.page(head, view);
    *response.status_mut() = problem.status();
    response.headers_mut().insert(http::header::CACHE_CONTROL, super::document::NO_STORE);
    response.headers_mut().remove(http::header::ETAG);
    if problem == Problem::Unavailable {
        response
            .headers_mut()
            .insert(http::header::RETRY_AFTER, http::HeaderValue::from_static("5"));
    }
    response
}
