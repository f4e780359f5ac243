//! What holds for every address that can be read, whoever adds one: who is not signed in gets no
//! cookie, and either an answer that shared caches may keep or one that nobody keeps.

use crate::site::TestSite;
use axum::body::Body;
use http::{Request, StatusCode, header};
use std::path::{Path, PathBuf};

/// The one address that sets a cookie for who is not signed in: the language that was chosen.
const CHOICE: &str = "/language/uz";

/// Values of path parameters: what stands before one, and what is there in the demo.
const VALUES: [(&str, &str); 7] = [
    ("seasons", "2026-autumn"),
    ("2026-autumn", "1718203"),
    ("projects", "oq26a-fap-uchtepa"),
    ("language", "uz"),
    ("elections", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("log", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("", "uz"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// The patterns of all routes that answer GET, as they stand in the code.
fn patterns() -> Vec<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in ["../app/src/pages", "src"].into_iter().flat_map(|path| sources(&here.join(path))) {
        let code = std::fs::read_to_string(file).unwrap();
        for route in code.split(".route(").skip(1) {
            let mut parts = route.splitn(3, '"');
            let (Some(before), Some(pattern), Some(after)) =
                (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let own = after.split(".merge(").next().unwrap_or_default();
            if before.trim().is_empty() && own.contains("get(") {
                found.push(pattern.to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// An address of the pattern, of something that is there where the demo has it.
fn address(pattern: &str) -> String {
    let mut address = String::new();
    let mut before = "";
    for part in pattern.split('/').skip(1) {
        let value = match part.starts_with('{') {
            true => VALUES.iter().find(|(after, _)| *after == before).map_or("1", |(_, it)| it),
            false => part,
        };
        address.extend(["/", value]);
        before = value;
    }
    address
}

#[tokio::test]
async fn nobody_is_given_a_cookie_and_every_answer_says_who_may_keep_it() {
    let site = TestSite::demo().await;
    let patterns = patterns();
    assert!(patterns.len() > 25, "only {patterns:?} were found");
    let (mut pages, mut shared) = (0, 0);
    for pattern in patterns {
        let address = address(&pattern);
        let page = site.page(&address).await;
        assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{address}");
        let cookie = page.headers.get(header::SET_COOKIE);
        assert_eq!(cookie.is_some(), address == CHOICE, "{address}: {cookie:?}");
        if page.status.is_redirection() || address.starts_with("/demo-issuer") {
            continue;
        }
        if ["/healthz", "/readyz", "/metrics"].contains(&address.as_str()) {
            continue;
        }
        let policy = page.headers.get(header::CACHE_CONTROL).map(|policy| policy.to_str().unwrap());
        let policy = policy.unwrap_or_else(|| panic!("{address} says nothing about caching"));
        pages += 1;
        if page.status != StatusCode::OK {
            assert!(policy.contains("no-store"), "{address}: {} {policy}", page.status);
            continue;
        }
        shared += 1;
        assert!(policy.starts_with("public"), "{address}: {policy}");
        is_the_same_for_everybody(&site, &address, &page).await;
    }
    assert!(pages > 20 && shared > 6, "{pages} pages, {shared} of them for everybody");
}

/// No token and no nonce: two answers are one, and the second need not be sent.
async fn is_the_same_for_everybody(site: &TestSite, address: &str, page: &crate::site::Page) {
    for word in ["nonce=", "csrf", "token"] {
        assert!(!page.html.contains(word), "{address} holds a {word}");
    }
    assert_eq!(site.page(address).await.html, page.html, "{address} differs from itself");
    // What machines read says how long it may be kept.
    if page.headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != "text/html; charset=utf-8")
    {
        return;
    }
    let etag = page.headers.get(header::ETAG).unwrap_or_else(|| panic!("{address} has no ETag"));
    let again = Request::get(address).header(header::IF_NONE_MATCH, etag);
    let again = site.ask(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
    assert!(again.html.is_empty() && again.headers.get(header::ETAG) == Some(etag), "{address}");
}
