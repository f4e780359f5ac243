//! Pages for nobody in particular, kept in memory for a moment. On an opening day everybody asks
//! for the same few pages at once; rendered once a second each, they cost nothing.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use moka::sync::Cache;
use std::time::Duration;

/// How long a page is kept. Shared caches are allowed half a minute.
const KEPT_FOR: Duration = Duration::from_secs(1);
/// Bytes of all pages together.
const CAPACITY: u64 = 64 << 20;
/// A larger page is made anew each time.
const LARGEST: usize = 1 << 20;
/// Nobody's browser sends more in the parts that tell pages apart; what does is not kept.
const LONGEST_KEY: usize = 512;

/// The pages. Clones share them.
#[derive(Clone)]
pub struct PageCache(Cache<Key, Page>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    /// The encodings that the browser takes, as it says it.
    encodings: Option<HeaderValue>,
}

#[derive(Clone)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl PageCache {
    /// Nothing is kept yet.
    #[must_use]
    pub fn new() -> Self {
        Self::keeping(KEPT_FOR)
    }

    fn keeping(time: Duration) -> Self {
        let weight = |_: &Key, page: &Page| u32::try_from(page.body.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(CAPACITY).weigher(weight).time_to_live(time).build())
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self::new()
    }
}

/// Answers a page that was made a moment ago; else makes it, and keeps it if everybody may see it.
/// `None` keeps nothing.
pub(crate) async fn keep_pages(
    State(cache): State<Option<PageCache>>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some((cache, key)) = cache.zip(key(&request)) else { return next.run(request).await };
    let known = request.headers_mut().remove(header::IF_NONE_MATCH);
    if let Some(page) = cache.0.get(&key) {
        return answer(page, known.as_ref());
    }
    let response = next.run(request).await;
    if !is_for_everybody(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    // The page was rendered as a whole: its body neither waits for anything nor fails.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = Page { headers: parts.headers, body };
    if page.body.len() <= LARGEST {
        cache.0.insert(key, page.clone());
    }
    answer(page, known.as_ref())
}

/// What tells the page apart from others; `None` where somebody in particular asks.
fn key(request: &Request) -> Option<Key> {
    let headers = request.headers();
    let somebody = [header::COOKIE, header::AUTHORIZATION, header::RANGE];
    if request.method() != Method::GET || somebody.iter().any(|name| headers.contains_key(name)) {
        return None;
    }
    let address = request.uri().path_and_query()?.as_str().to_owned();
    let encodings = headers.get(header::ACCEPT_ENCODING).cloned();
    let length = address.len() + encodings.as_ref().map_or(0, HeaderValue::len);
    (length <= LONGEST_KEY).then_some(Key { address, encodings })
}

fn is_for_everybody(response: &Response) -> bool {
    let says = |name, start: &str| {
        let value =
            response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        value.is_some_and(|value| value.starts_with(start))
    };
    response.status() == StatusCode::OK
        && says(header::CACHE_CONTROL, "public")
        && says(header::CONTENT_TYPE, "text/html")
        && !response.headers().contains_key(header::SET_COOKIE)
}

/// The page, or that it is the one that the browser has (RFC 9110, section 13.1.2).
fn answer(page: Page, known: Option<&HeaderValue>) -> Response {
    let tag = page.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let known = known.and_then(|known| known.to_str().ok());
    let unchanged = tag.zip(known).is_some_and(|(tag, known)| known.contains(tag));
    let mut response = Response::new(Body::empty());
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        *response.body_mut() = page.body.into();
    }
    *response.headers_mut() = page.headers;
    if unchanged {
        for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            response.headers_mut().remove(name);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tower::ServiceExt as _;

    /// A site whose every page counts how often it was made.
    fn site() -> Router {
        let made = Arc::new(AtomicU32::new(0));
        let page = |more: &'static [(&str, &str)]| {
            let made = made.clone();
            get(move || async move {
                let count = made.fetch_add(1, Ordering::Relaxed).to_string();
                let mut response = axum::response::Html(count).into_response();
                for (name, value) in more {
                    response.headers_mut().insert(*name, HeaderValue::from_static(value));
                }
                response
            })
        };
        Router::new()
            .route("/page", page(&[("cache-control", "public, max-age=0"), ("etag", "\"a\"")]))
            .route("/own", page(&[("cache-control", "private, no-store")]))
            .route("/set", page(&[("cache-control", "public"), ("set-cookie", "a=b")]))
            .layer(from_fn_with_state(
                Some(PageCache::keeping(Duration::from_secs(3600))),
                keep_pages,
            ))
    }

    async fn ask(site: &Router, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
        let request = headers
            .iter()
            .fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        let response = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 100).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_page_for_everybody_is_made_once() {
        let site = site();
        let first = ask(&site, "/page", &[]).await;
        assert_eq!(ask(&site, "/page", &[]).await, first);
        let unchanged = ask(&site, "/page", &[("if-none-match", "\"a\"")]).await;
        assert_eq!(unchanged, (StatusCode::NOT_MODIFIED, String::new()));
        assert_eq!(ask(&site, "/page", &[("if-none-match", "\"b\"")]).await, first);
        assert_ne!(ask(&site, "/page?lang=ru", &[]).await, first);
        assert_ne!(ask(&site, "/page", &[("accept-encoding", "br")]).await, first);
    }

    #[tokio::test]
    async fn what_is_for_one_person_is_made_for_each() {
        let site = site();
        for (path, headers) in [
            ("/own", &[][..]),
            ("/set", &[]),
            ("/page", &[("cookie", "hashar=x")]),
            ("/page", &[("authorization", "Bearer x")]),
        ] {
            let first = ask(&site, path, headers).await;
            assert_ne!(ask(&site, path, headers).await, first, "{path}");
        }
    }

    #[tokio::test]
    async fn the_first_to_ask_is_told_as_well_that_nothing_changed() {
        let answer = ask(&site(), "/page", &[("if-none-match", "\"a\"")]).await;
        assert_eq!(answer.0, StatusCode::NOT_MODIFIED);
    }
}
