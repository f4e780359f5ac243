//! How much each kind of page takes in.

use crate::site::TestSite;
use axum::body::Body;
use http::{Request, header};

const KIB: u64 = 1_024;
const WITH_FILES: &str = "multipart/form-data; boundary=x";

/// Addresses, and how many bytes of a form they take.
const LIMITS: [(&str, u64); 4] = [
    ("/uz/sign-out", 256 * KIB),
    ("/uz/receipt/none", 256 * KIB),
    ("/uz/proposals/new", 64 * KIB * KIB),
    ("/uz/budget-desk/new", 64 * KIB * KIB),
];

/// The status for a body that is said to be so long: a refusal comes before its first byte.
async fn status(site: &TestSite, path: &str, bytes: u64) -> u16 {
    let request = Request::post(path)
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header(header::CONTENT_TYPE, WITH_FILES)
        .header(header::CONTENT_LENGTH, bytes)
        .body(Body::empty());
    site.ask(request.unwrap()).await.status.as_u16()
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_is_read() {
    let site = TestSite::empty().await;
    for (path, most) in LIMITS {
        assert_eq!(status(&site, path, most + 1).await, 413, "{path}");
        assert_ne!(status(&site, path, most).await, 413, "{path}");
    }
}
