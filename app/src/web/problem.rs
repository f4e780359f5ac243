//! The one place that turns an error into a status and a page in the reader's language.

use super::document::Head;
use super::kept_form::{Copied, KeptForm};
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
    /// The page is for people who are signed in. A form that was posted is given back in full.
    SignInNeeded,
    /// The act needs a sign-in of just now. A form that was posted is given back in full.
    FreshSignInNeeded,
    /// Who is signed in may not see or do this.
    Forbidden,
    /// Another site sent the form.
    CrossSite,
    /// Signing in did not succeed.
    SignIn(SignInFailure),
    /// The form lacks a field that its page sends, or one cannot be read.
    Malformed,
    /// The form is larger than the page takes.
    TooLarge,
    /// The person, the browser or the identity asked too often.
    TooMany {
        /// Seconds after which it is worth trying again.
        seconds: u32,
    },
    /// The database is busy or gone; trying again helps.
    Unavailable,
    /// A fault of ours. The log has the reason under the request's id.
    Internal,
}

/// Why signing in did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// The person, or the provider for them, broke it off.
    Cancelled,
    /// The answer came too late, or twice.
    Expired,
    /// The answer belongs to an attempt of another browser.
    OtherBrowser,
    /// The provider does not answer.
    Unreachable,
    /// The provider refused what this site asked, or answered what cannot be verified.
    Refused,
    /// The provider did not ask for the person again, though it was told to.
    NotFresh,
    /// The provider says no identity number, or a wrong one.
    NoNumber,
    /// The account came with another identity number before.
    OtherIdentity,
}

impl Problem {
    /// The status of RFC 9110.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignInNeeded | Self::FreshSignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::SignIn(failure) => failure.status(),
            Self::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Seconds after which it is worth trying again.
    const fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooMany { seconds } => Some(seconds),
            _ if self.status().as_u16() == StatusCode::SERVICE_UNAVAILABLE.as_u16() => Some(5),
            _ => None,
        }
    }

    /// The problem that a bare status of axum or a library stands for.
    fn from_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::BAD_REQUEST
            | StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::Malformed),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => {
                Some(Self::Unavailable)
            }
            _ if status.is_server_error() => Some(Self::Internal),
            _ => None,
        }
    }
}

impl SignInFailure {
    const fn status(self) -> StatusCode {
        match self {
            Self::Cancelled | Self::Expired | Self::OtherBrowser => StatusCode::BAD_REQUEST,
            Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused | Self::NotFresh => StatusCode::BAD_GATEWAY,
            Self::NoNumber | Self::OtherIdentity => StatusCode::FORBIDDEN,
        }
    }
}

impl From<SignInFailure> for Problem {
    fn from(failure: SignInFailure) -> Self {
        Self::SignIn(failure)
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
            StoreError::Unreachable { .. } | StoreError::Busy => Self::Unavailable,
            other => {
                tracing::error!(error = %other, "store");
                Self::Internal
            }
        }
    }
}

/// Middleware around all pages: who asks is looked up, and whatever fails below becomes a page,
/// never a bare status.
pub async fn problem_pages(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut visit = Visit::anonymous(&parts, &site);
    if let Err(problem) = visit.sign_in(&parts).await {
        return page(&visit, problem, None);
    }
    parts.extensions.insert(visit.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    match stated(&response) {
        Some(problem) => {
            let (kept, copied) = (response.extensions().get(), response.extensions().get());
            // A form of the other encoding was read by its page, which keeps the fields.
            let kept = kept.cloned().or_else(|| copied.map(Copied::kept));
            page(&visit, problem, kept)
        }
        None => response,
    }
}

/// The problem that an answer stands for, if it is no page already.
fn stated(response: &Response) -> Option<Problem> {
    let kind = response.headers().get(http::header::CONTENT_TYPE);
    let bare = kind.is_none_or(|kind| kind == "text/plain; charset=utf-8");
    let stated = response.extensions().get::<Problem>().copied();
    stated.or_else(|| bare.then(|| Problem::from_status(response.status())).flatten())
}

fn page(visit: &Visit, problem: Problem, kept: Option<KeptForm>) -> Response {
    let view = pages::problem::view(visit, problem, kept);
    let head = Head::new(pages::problem::title(visit.words(), problem)).hidden_from_search();
    let mut response = visit.page(head, view);
    *response.status_mut() = problem.status();
    response.headers_mut().insert(http::header::CACHE_CONTROL, super::document::NO_STORE);
    response.headers_mut().remove(http::header::ETAG);
    if let Some(seconds) = problem.retry_after() {
        response.headers_mut().insert(http::header::RETRY_AFTER, http::HeaderValue::from(seconds));
    }
    response
}
