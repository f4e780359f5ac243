//! Static files with their precompressed twins.

use http::{HeaderValue, header};
use std::path::Path;
use tower::ServiceBuilder;
use tower::util::BoxCloneSyncService;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

type Files = BoxCloneSyncService<
    axum::extract::Request,
    http::Response<tower_http::services::fs::ServeFileSystemResponseBody>,
    std::convert::Infallible,
>;

/// Files whose name carries a hash: they never change.
pub(crate) fn hashed(site: &Path) -> Files {
    with_caching(site.join("pkg").as_path(), "public, max-age=31536000, immutable")
}

/// Icons, robots.txt and the like.
pub(crate) fn service(site: &Path) -> Files {
    with_caching(site, "public, max-age=3600")
}

fn with_caching(folder: &Path, policy: &'static str) -> Files {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let found_only = move |response: &http::Response<_>| {
        response.status().is_success().then(|| HeaderValue::from_static(policy))
    };
    let layered = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, found_only))
        .service(files);
    BoxCloneSyncService::new(layered)
}
