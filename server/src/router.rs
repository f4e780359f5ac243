//! All routes: pages, static files, machines.

use crate::counting::{Counting, Records};
use crate::demo::issuer::Issuer;
use crate::identity::{self, RelyingParty};
use crate::limits::{self, Limits};
use crate::page_cache::{PageCache, keep_pages};
use crate::photos::{self, PhotoStore};
use crate::poll::Polls;
use crate::{middleware, routes};
use app::web::{Clock, FORM_BYTES, PHOTO_FORM_BYTES, PublicUrl, Site};
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};
use http::StatusCode;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// A page that takes longer than this is better told to come back.
const PAGE_TIME: Duration = Duration::from_secs(15);

/// Photographs come over slow links: 12 MB at half a megabit a second.
const UPLOAD_TIME: Duration = Duration::from_secs(200);

/// What the router is built from.
pub struct Setup {
    /// The state of every page.
    pub site: Site,
    /// The elections that are issued, cast and logged here.
    pub polls: Polls,
    /// The folder of static files.
    pub folder: PathBuf,
    /// Where people show who they are.
    pub identity: Arc<RelyingParty>,
    /// The demo's own identity provider.
    pub issuer: Option<Arc<Issuer>>,
    /// Where photographs are kept.
    pub photos: PhotoStore,
    /// Where the files of records lie.
    pub records: Records,
    /// Keeps pages for a moment; `None` makes each page anew.
    pub page_cache: Option<PageCache>,
}

/// The whole site.
pub fn build(setup: Setup) -> Router {
    let Setup { site, polls, folder, photos, records, identity, issuer, page_cache } = setup;
    let limits = Limits::new(site.clock.clone());
    let secure = site.public_url.secure();
    let record = routes::record::Routes {
        counting: Counting { polls: polls.clone(), records },
        origin: site.public_url.origin().to_owned(),
        secure,
    };
    let (choosing, machines) = match &issuer {
        Some(issuer) => (issuer.pages(), issuer.machines()),
        None => (Router::new(), Router::new()),
    };
    // A demo is on loopback: whoever watches it finds everything at one address.
    let health = match site.demo {
        true => routes::health::router(polls.clone()),
        false => Router::new(),
    };
    let forms = app::pages::router()
        .merge(identity::router(identity))
        .merge(choosing)
        .merge(routes::pages(&polls))
        .fallback_service(routes::files::service(&folder));
    let files = Router::new()
        .merge(routes::budgets::router())
        .merge(health)
        .merge(machines)
        .nest_service("/pkg", routes::files::hashed(&folder))
        .merge(routes::record::router(record))
        .merge(photos::router(photos));
    Router::new()
        .merge(timed(files))
        .merge(vote(polls, limits.clone(), &site.public_url))
        .merge(pages(forms, &limits, &site).layer(from_fn_with_state(page_cache, keep_pages)))
        .layer(from_fn_with_state(secure, middleware::strict_transport))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(middleware::observe))
        .with_state(site)
}

/// What wraps pages, from the inside out, each for what it must come after: (1) a body limit and a
/// time, (2) a turn, asked for by whoever is known; (3) a copy of the form, which whatever refuses
/// it gives back, read within a time of its own; (4) the refusal of other sites, whose forms are
/// not read; (5) who asks, and pages in place of bare errors.
fn pages(forms: Router<Site>, limits: &Limits, site: &Site) -> Router<Site> {
    let policy = middleware::content_security(&site.public_url);
    timed(forms.layer(RequestBodyLimitLayer::new(FORM_BYTES)))
        .layer(from_fn_with_state(limits.clone(), limits::forms))
        .merge(uploads(limits))
        .layer(Extension(limits.clone()))
        .layer(from_fn(app::web::keep_forms))
        .layer(from_fn_with_state(site.clone(), app::web::refuse_cross_site))
        .layer(from_fn_with_state(site.clone(), app::web::problem_pages))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(policy, middleware::security_headers))
}

/// What comes in and the beginning of the answer have a time. A download of many gigabytes has
/// none: it is as slow as whoever reads it, holds one open file and 64 KiB meanwhile, and whether
/// a connection stands still is for the proxy to tell, which sees it.
fn timed(routes: Router<Site>) -> Router<Site> {
    routes.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIME))
}

/// The registrar or the ballot box by itself: no pages, no signing in.
pub fn build_apart(polls: Polls, clock: Clock, url: &PublicUrl) -> Router {
    Router::new()
        .merge(vote(polls, Limits::new(clock), url))
        .fallback(routes::elsewhere)
        .layer(from_fn_with_state(url.secure(), middleware::strict_transport))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(middleware::observe))
}

/// What whoever watches the server asks, at an address that the public does not reach.
pub fn build_internal(polls: Polls) -> Router {
    routes::health::router(polls)
}

fn vote<S: Clone + Send + Sync + 'static>(
    polls: Polls,
    limits: Limits,
    url: &PublicUrl,
) -> Router<S> {
    routes::vote::router(routes::vote::Routes { polls, limits, secure: url.secure() }, url)
}

/// Pages whose forms carry files: larger and slower than any other.
fn uploads(limits: &Limits) -> Router<Site> {
    app::pages::uploads()
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(PHOTO_FORM_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, UPLOAD_TIME))
        .layer(from_fn_with_state(limits.clone(), limits::uploads))
}
