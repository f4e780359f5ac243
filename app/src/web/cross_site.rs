//! Forms of other sites are refused: whatever changes something comes from a page of this site.
//!
//! `Sec-Fetch-Site` is written by the browser and out of reach of pages (W3C Fetch Metadata). Where
//! an old browser does not send it, `Origin` must be this site's own. A request with neither is
//! refused: browsers send `Origin` with every POST. `SameSite=Lax` on the cookies is the second
//! fence.

use super::problem::Problem;
use super::site::Site;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Method, header};

/// Middleware around all pages.
pub async fn refuse_cross_site(State(site): State<Site>, request: Request, next: Next) -> Response {
    match is_own(request.method(), request.headers(), site.public_url.origin()) {
        true => next.run(request).await,
        false => Problem::CrossSite.into_response(),
    }
}

fn is_own(method: &Method, headers: &HeaderMap, origin: &str) -> bool {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return true;
    }
    match (headers.get("sec-fetch-site"), headers.get(header::ORIGIN)) {
        // `none`: an address that somebody typed, or a page loaded again.
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(sent)) => sent == origin,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const OWN: &str = "https://hashar.example";

    fn allowed(method: Method, site: Option<&'static str>, origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(site) = site {
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
        }
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        is_own(&method, &headers, OWN)
    }

    #[test]
    fn only_this_site_may_change_something() {
        let evil = Some("https://evil.example");
        for (site, origin, expected) in [
            (Some("same-origin"), Some(OWN), true),
            (Some("same-origin"), None, true),
            (Some("none"), None, true),
            (Some("same-site"), Some("https://other.hashar.example"), false),
            (Some("cross-site"), evil, false),
            (Some("cross-site"), Some(OWN), false),
            (Some("cross-site"), None, false),
            (Some("nonsense"), Some(OWN), false),
            (None, Some(OWN), true),
            (None, evil, false),
            (None, Some("null"), false),
            (None, Some("https://hashar.example.evil.example"), false),
            (None, Some("http://hashar.example"), false),
            (None, None, false),
        ] {
            for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
                assert_eq!(allowed(method, site, origin), expected, "{site:?} {origin:?}");
            }
            assert!(allowed(Method::GET, site, origin));
        }
    }
}
