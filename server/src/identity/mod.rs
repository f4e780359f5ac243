//! Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce.
//!
//! `POST /{lang}/sign-in` remembers an attempt and sends the browser to the provider; `GET
//! /{lang}/sign-in/return` takes the answer. What guards it:
//! - an attempt is bound to its browser by a short-lived cookie, so nobody can be signed in with
//!   another's answer (login CSRF), and is taken once;
//! - PKCE S256 binds the code to the attempt, the nonce binds the token to it;
//! - one issuer is configured, and an answer that names another is refused (mix-up, RFC 9207);
//! - only claims of a verified ID token are believed; of the identity number only its HMAC is kept;
//! - the session's token is new at every sign-in.
//!
//! To add a provider with a dialect of its own: a file here that gives `claims::Identified`.

mod attempt;
mod begin;
mod claims;
mod finish;
mod provider;
mod settings;

pub use provider::RelyingParty;
pub use settings::{ClaimNames, Settings, SettingsError};

use app::web::Site;
use axum::routing::{get, post};
use axum::{Extension, Router};
use std::sync::Arc;

/// The two routes of signing in.
pub(crate) fn router(provider: Arc<RelyingParty>) -> Router<Site> {
    Router::new()
        .route("/{lang}/sign-in", post(begin::begin))
        .route("/{lang}/sign-in/return", get(finish::finish))
        .layer(Extension(provider))
}
