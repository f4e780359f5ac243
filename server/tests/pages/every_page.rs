//! What holds for every public page in every language.

use crate::site::{Page, TestSite};
use axum::body::Body;
use http::{Request, StatusCode, header};
use std::path::Path;

/// Every address that anybody may read, after the language.
pub(crate) const PATHS: [&str; 21] = [
    "/",
    "/seasons",
    "/seasons/2026-spring",
    "/seasons/2026-autumn",
    "/seasons/2027-spring",
    "/seasons/2026-autumn/1718203",
    "/seasons/2027-spring/1718236",
    "/seasons/2026-spring/1718203/results",
    "/seasons/2026-autumn/1718406?order=7&category=lighting&q=x",
    "/seasons/2026-spring/1718203/proposals",
    "/seasons/2027-spring/1718203/proposals",
    "/seasons/2027-spring/1718236/proposals?state=refused",
    "/proposals/oq27s-maydoncha-zarafshon",
    "/projects/oq26a-fap-uchtepa",
    "/projects/kq26a-svet-dostlik",
    "/districts",
    "/districts?q=zarafshon",
    "/budgets",
    "/budgets/2026/1718",
    "/budgets/2026/1718?territory=1718203",
    "/budgets/2026/1718/1",
];

const LANGUAGES: [&str; 3] = ["uz", "ru", "en"];

fn addresses() -> impl Iterator<Item = String> {
    LANGUAGES.into_iter().flat_map(|lang| PATHS.map(|path| format!("/{lang}{path}")))
}

/// Keys of messages, as they would stand on a page whose message is missing.
fn keys() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales/en");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let keys = lines.filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned());
    keys.filter(|key| key.contains('-') && !key.contains(' ')).collect()
}

#[tokio::test]
async fn every_page_answers_with_a_title_in_its_language() {
    let site = TestSite::demo().await;
    let keys = keys();
    assert!(keys.len() > 40, "only {} keys were read", keys.len());
    for address in addresses() {
        let page = site.page(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let tag = if address.starts_with("/uz") { "uz-Latn" } else { &address[1..3] };
        assert!(page.html.contains(&format!("<html lang=\"{tag}\"")), "{address}");
        let title = page.html.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        let title = title.unwrap_or_else(|| panic!("{address} has no title"));
        assert!(title.len() > " — Hashar".len() && title.ends_with(" — Hashar"), "{title}");
        assert_eq!(page.html.matches("<h1").count(), 1, "{address}");
        let text = page.text();
        let shown = keys.iter().find(|key| text.split_whitespace().any(|word| word == **key));
        assert_eq!(shown, None, "{address} shows the key of a message");
    }
}

#[tokio::test]
async fn pages_are_the_same_for_everybody_and_can_be_kept() {
    let site = TestSite::demo().await;
    for address in addresses() {
        let page = site.page(&address).await;
        assert!(!page.headers.contains_key(header::SET_COOKIE), "{address}");
        let policy = page.headers[header::CACHE_CONTROL].to_str().unwrap();
        assert!(policy.starts_with("public"), "{address}: {policy}");
        let etag = page.headers[header::ETAG].clone();
        let again = Request::get(&address).header(header::IF_NONE_MATCH, etag);
        let again = site.ask(again.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (again.status, again.html.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{address}"
        );
    }
}

#[tokio::test]
async fn nothing_is_inline_that_the_policy_forbids() {
    let site = TestSite::demo().await;
    for address in addresses() {
        let Page { html, .. } = site.page(&address).await;
        assert!(!html.contains("<style") && !html.contains(" style="), "{address}");
        assert!(!html.contains(" onclick="), "{address}");
        let scripts = html.matches("<script").count();
        assert_eq!(scripts, html.matches("<script src=").count(), "{address}");
    }
}

#[tokio::test]
async fn every_link_of_a_page_leads_somewhere() {
    let site = TestSite::demo().await;
    // Pages that other areas add; each area tests its own.
    let elsewhere = ["/pkg/", "/language/", "/favicon", "/apple-touch", "/manifest", "/icons.svg"];
    for address in PATHS.map(|path| format!("/en{path}")) {
        let page = site.page(&address).await;
        let hrefs = page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for href in hrefs.filter(|href| href.starts_with('/')) {
            if elsewhere.iter().any(|start| href.starts_with(start)) || href.contains("/sign-in") {
                continue;
            }
            let target = site.page(&href.replace("&amp;", "&")).await;
            assert_eq!(target.status, StatusCode::OK, "{address} leads to {href}");
        }
    }
}
