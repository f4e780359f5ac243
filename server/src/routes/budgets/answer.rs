//! A file with its ETag, or the word that the asker has it already.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::{Digest as _, Sha256};

/// For what never changes.
pub(super) const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// For what may be corrected or added to.
pub(super) const FOR_MINUTES: &str = "public, max-age=0, s-maxage=60, stale-while-revalidate=300";

/// Bytes as they are sent.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    pub(super) kind: &'static str,
    pub(super) caching: &'static str,
    /// The name to keep it under; none: it is shown.
    pub(super) name: Option<String>,
}

impl Answer {
    /// The answer to a request with these headers.
    pub(super) fn to(self, asked: &HeaderMap) -> Response {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&self.body));
        let etag = format!("\"{hash}\"");
        let sent = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        // Compression marks the tag as weak; it is the same file.
        let known = sent.is_some_and(|tags| tags == "*" || tags.contains(&etag));
        let mut response = match known {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => self.body.into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.caching));
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if !known {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        }
        if let Ok(etag) = HeaderValue::try_from(etag) {
            headers.insert(header::ETAG, etag);
        }
        let kept = self.name.map(|name| format!("attachment; filename=\"{name}\""));
        if let Some(Ok(kept)) = kept.map(HeaderValue::try_from) {
            headers.insert(header::CONTENT_DISPOSITION, kept);
        }
        response
    }
}
