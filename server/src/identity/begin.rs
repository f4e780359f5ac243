//! `POST /{lang}/sign-in`: remembers an attempt and leads to the provider.

use super::attempt::{self, Attempt, LIFETIME};
use super::provider::{OidcClient, RelyingParty};
use super::settings::Settings;
use crate::limits::Limits;
use app::web::{Answer, Problem, Visit, own_path};
use axum::Extension;
use axum::extract::Form;
use http::header::SET_COOKIE;
use http::request::Parts;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::url::Url;
use openidconnect::{
    AuthenticationContextClass, CsrfToken, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope,
};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;
use store::sign_ins::NewSignIn;

/// What the form says.
#[derive(Deserialize)]
pub(super) struct Beginning {
    /// The path to come back to.
    to: Option<String>,
    /// The provider must ask for the person again.
    fresh: Option<String>,
}

pub(super) async fn begin(
    visit: Visit,
    Extension(provider): Extension<Arc<RelyingParty>>,
    Extension(limits): Extension<Limits>,
    parts: Parts,
    Form(form): Form<Beginning>,
) -> Answer {
    let secure = visit.site.public_url.secure();
    limits.begin_sign_in(attempt::browser_hash(&parts, secure))?;
    let client = provider.client(visit.now).await?;
    let attempt = Attempt::new(&visit.site.entropy, &parts, secure)?;
    let fresh = form.fresh.is_some();
    let home = visit.to("/");
    let sign_in = NewSignIn {
        state_hash: attempt.hash(),
        nonce: attempt.nonce.clone(),
        pkce_verifier: attempt.verifier.clone(),
        return_to: form.to.as_deref().and_then(own_path).unwrap_or(&home).to_owned(),
        fresh,
        expires_at: visit.now.saturating_add(LIFETIME.into()),
    };
    visit.site.store.begin_sign_in(&sign_in, visit.now).await?;
    let address = address(&visit, &client, &provider.settings, &attempt, fresh)?;
    let mut response = app::pages::onward(&visit, address.as_str());
    if let Some(cookie) = attempt.cookie(secure) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Where the provider sends the answer, one address for each language.
pub(super) fn return_address(visit: &Visit) -> Result<RedirectUrl, Problem> {
    let address = visit.site.public_url.join(&visit.to("/sign-in/return"));
    RedirectUrl::new(address).map_err(|_| Problem::Internal)
}

fn address(
    visit: &Visit,
    client: &OidcClient,
    settings: &Settings,
    attempt: &Attempt,
    fresh: bool,
) -> Result<Url, Problem> {
    let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
    let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scopes(settings.scopes.iter().cloned().map(Scope::new))
        .add_ui_locale(LanguageTag::new(visit.lang.tag().to_owned()))
        .set_redirect_uri(Cow::Owned(return_address(visit)?))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
    if !settings.acr.is_empty() {
        let acr = AuthenticationContextClass::new(settings.acr.clone());
        request = request.add_auth_context_value(acr);
    }
    if fresh {
        request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
    }
    Ok(request.url().0)
}
