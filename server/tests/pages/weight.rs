//! What the first view of a page costs on a slow link.

use crate::every_page::PATHS;
use crate::site::TestSite;

/// A page's HTML, unpacked. With the style sheet beside it every page stays below 100 KB, which a
/// journey measures in a browser.
const HTML: usize = 48 * 1024;

#[tokio::test]
async fn no_page_but_the_booth_is_heavy_or_loads_a_program() {
    let site = TestSite::demo().await;
    for lang in ["uz", "ru", "en"] {
        for path in PATHS.into_iter().chain(["/nothing-here", "/sign-in", "/me", "/desk"]) {
            let page = site.page(&format!("/{lang}{path}")).await;
            assert!(page.html.len() < HTML, "{lang}{path}: {} bytes", page.html.len());
            assert!(!page.html.contains("wasm"), "{lang}{path} loads WebAssembly");
            assert!(!page.html.contains("<script"), "{lang}{path} loads a script");
        }
    }
}
