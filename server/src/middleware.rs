//! What wraps every request.

use crate::entropy;
use app::web::PublicUrl;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

/// Scripts and styles only from files of this site; nothing inline, no foreign frame. Connections
/// only to this site, to its registrar and to its ballot box.
pub(crate) fn content_security(url: &PublicUrl) -> HeaderValue {
    const FALLBACK: HeaderValue = HeaderValue::from_static("default-src 'none'");
    let elsewhere: String = url.elsewhere().map(|origin| format!(" {origin}")).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'{elsewhere}; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(FALLBACK)
}

const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()"),
];

/// Headers that tell the browser what a page of this site never does; the state is
/// [`content_security`].
pub(crate) async fn security_headers(
    State(policy): State<HeaderValue>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A year, as RFC 6797 section 6.1 has it; subdomains are not ours to speak for.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Browsers that came over TLS once come over TLS only from then on; the state says whether the
/// site is reached so at all.
pub(crate) async fn strict_transport(
    State(secure): State<bool>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if secure {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
    response
}

/// A request's id, its line in the log and its place in the metrics. Neither holds an address,
/// a query or a cookie: what a log does not hold cannot leak.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    use tracing::Instrument as _;
    let id = request_id();
    let route =
        request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", id = %id, %method, route);
    let started = tokio::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| tracing::debug!(status, micros = took.as_micros(), "answered"));
    let labels = [("route", route), ("status", status.to_string())];
    metrics::histogram!("hashar_request_seconds", &labels).record(took.as_secs_f64());
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// Random, so that it says nothing about the one who asks.
fn request_id() -> String {
    let mut bytes = [0; 12];
    // Without randomness the id is the same for all: logs are then harder to read, no more.
    let _ = entropy::fill(&mut bytes);
    data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::content_security;

    #[test]
    fn pages_connect_to_their_registrar_and_box_and_nowhere_else() {
        let pages = "https://hashar.example".parse::<app::web::PublicUrl>().unwrap();
        let policy = content_security(&pages).to_str().unwrap().to_owned();
        assert!(policy.contains("connect-src 'self';"), "{policy}");
        let pages = pages.cast_at(&"https://box.example".parse().unwrap());
        let policy = content_security(&pages).to_str().unwrap().to_owned();
        assert!(policy.contains("connect-src 'self' https://box.example;"), "{policy}");
    }
}
