//! What answers tell the browser, whoever asks and whatever comes of it.

use crate::site::TestSite;
use http::HeaderMap;

/// A page, one that asks to sign in, none, a redirect, and a file that is not there.
const PAGES: [&str; 5] = ["/uz/", "/uz/me", "/uz/nowhere", "/", "/nothing.svg"];
/// What machines ask for.
const FILES: [&str; 4] =
    ["/api/v1/records", "/api/v1/budgets", "/api/v1/elections/0/manifest.json", "/pkg/nothing.js"];

fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_page_says_what_it_never_does() {
    let site = TestSite::empty().await;
    for path in PAGES {
        let headers = site.page(path).await.headers;
        for (name, expected) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "geolocation=(), camera=(), microphone=()"),
        ] {
            assert_eq!(value(&headers, name), Some(expected), "{name} of {path}");
        }
        let policy = value(&headers, "content-security-policy").unwrap_or_default();
        for part in ["default-src 'none'; script-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn only_a_site_behind_tls_is_asked_for_over_tls_from_then_on() {
    let secure = TestSite::reached_at("https://hashar.example").await;
    let plain = TestSite::empty().await;
    for path in PAGES.into_iter().chain(FILES) {
        let told = secure.page(path).await.headers;
        let told = value(&told, "strict-transport-security");
        assert_eq!(told, Some("max-age=31536000"), "{path}");
        let told = plain.page(path).await.headers;
        assert_eq!(value(&told, "strict-transport-security"), None, "{path}");
    }
}
