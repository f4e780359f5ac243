//! What was typed into a form whose session ran out: given back in full, so that nothing is lost.
//!
//! The page that asks for the sign-in carries the fields itself and sends them again to where they
//! were going. Signing in happens in a second tab meanwhile. So what somebody typed never leaves
//! their browser: the server neither stores the texts of people it does not know, nor loses them
//! when signing in takes long or fails, and it works without JavaScript. Files cannot be given back
//! by a page, which is why forms with texts carry none.

use super::problem::Problem;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{Method, header};
use std::time::Duration;
use tokio::time::timeout;

/// Forms are small; routes that take photographs or files set their own limit.
pub const FORM_BYTES: usize = 256 * 1024;

/// A form of that size comes in less even over a slow link; a body that trickles in is given up.
const FORM_TIME: Duration = Duration::from_secs(15);

/// The fields of a form and where they were going.
#[derive(Clone, Debug)]
pub(crate) struct KeptForm {
    /// A path of this site with its query.
    pub(crate) action: String,
    /// Names and values in their order.
    pub(crate) fields: Vec<(String, String)>,
}

/// Middleware: whatever answers a form has a copy of it, should a page have to give it back.
///
/// It belongs inside the refusal of other sites, whose forms are not read at all, and outside
/// whatever refuses a form that must not be lost, such as limits.
pub async fn keep_forms(request: Request, next: Next) -> Response {
    let (request, copied) = match Copied::of(request).await {
        Ok(copied) => copied,
        Err(problem) => return problem.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(copied) = copied {
        response.extensions_mut().insert(copied);
    }
    response
}

/// A form on its way, and a copy of it.
#[derive(Clone)]
pub(super) struct Copied {
    action: String,
    body: Bytes,
}

impl Copied {
    /// Copies the form of a POST; other requests pass unread.
    async fn of(request: Request) -> Result<(Request, Option<Self>), Problem> {
        if !is_form(&request) {
            return Ok((request, None));
        }
        let (parts, body) = request.into_parts();
        let read = timeout(FORM_TIME, to_bytes(body, FORM_BYTES)).await;
        let body = read.map_err(|_| Problem::Unavailable)?.map_err(|_| Problem::TooLarge)?;
        let action =
            parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
        let request = Request::from_parts(parts, Body::from(body.clone()));
        Ok((request, Some(Self { action, body })))
    }

    pub(super) fn kept(&self) -> KeptForm {
        let fields = form_urlencoded::parse(&self.body).into_owned().collect();
        KeptForm { action: self.action.clone(), fields }
    }
}

impl super::Visit {
    /// Asks for the sign-in and gives the fields of this form back with it; for pages that read a
    /// form with files, of which nobody else has a copy.
    pub(crate) fn keep(&self, fields: Vec<(String, String)>) -> axum::response::Response {
        use axum::response::IntoResponse as _;
        let mut response = Problem::SignInNeeded.into_response();
        response.extensions_mut().insert(KeptForm { action: self.address.clone(), fields });
        response
    }
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    request.method() == Method::POST
        && kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
