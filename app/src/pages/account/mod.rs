//! Signing in and out, and what a person sees of their own account.
//!
//! Beginning a sign-in (POST) and the provider's answer are the server's: they talk to the provider
//! and answer with redirects or a [`crate::web::SignInFailure`].

mod done;
mod me;
mod sign_in;
mod sign_out;

pub use sign_in::onward;

use crate::web::Site;
use axum::Router;
use axum::routing::{get, post};

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/{lang}/me", get(me::show).post(me::end_sessions))
        .route("/{lang}/sign-in", get(sign_in::show))
        .route("/{lang}/sign-in/done", get(done::show))
        .route("/{lang}/sign-out", post(sign_out::act))
}
