//! All routes: pages, static files, machines.

use crate::poll::Polls;
use crate::{middleware, routes};
use app::web::Site;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use http::StatusCode;
use std::path::PathBuf;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// Forms are small; routes that take photographs or files set their own limit.
const FORM_BYTES: usize = 256 * 1024;

/// A page that takes longer than this is better told to come back.
const PAGE_TIME: Duration = Duration::from_secs(15);

/// What the router is built from.
pub struct Setup {
    /// The state of every page.
    pub site: Site,
    /// The elections that are issued, cast and logged here.
    pub polls: Polls,
    /// Whether browsers reach the site over https.
    pub secure: bool,
    /// The folder of static files.
    pub folder: PathBuf,
}

/// The whole site.
pub fn build(setup: Setup) -> Router {
    let Setup { site, polls, secure, folder } = setup;
    let pages = app::pages::router()
        .fallback_service(routes::files::service(&folder))
        .layer(RequestBodyLimitLayer::new(FORM_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIME))
        .layer(from_fn_with_state(site.clone(), app::web::problem_pages))
        .layer(CompressionLayer::new())
        .layer(from_fn(middleware::security_headers));
    Router::new()
        .merge(routes::health::router())
        .nest_service("/pkg", routes::files::hashed(&folder))
        .merge(routes::vote::router(routes::vote::Routes { polls, secure }))
        .merge(pages)
        .layer(CatchPanicLayer::new())
        .layer(from_fn(middleware::observe))
        .with_state(site)
}
