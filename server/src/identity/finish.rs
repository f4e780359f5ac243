//! `GET /{lang}/sign-in/return`: the provider's answer.

use super::attempt;
use super::begin::return_address;
use super::claims::{Identified, Unverified, identify, refused};
use super::provider::{OidcClient, RelyingParty, Tokens};
use crate::limits::Limits;
use app::web::{Answer, Problem, SignInFailure, Visit, device};
use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect};
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;
use openidconnect::core::CoreErrorResponseType;
use openidconnect::{AuthorizationCode, PkceCodeVerifier, RequestTokenError};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::Arc;
use store::people::NewAccount;
use store::sign_ins::SignIn;
use store::territories::Level;
use store::{Constraint, PersonId, StoreError, TerritoryId};

/// The parameters of an answer (RFC 6749 section 4.1.2, RFC 9207).
#[derive(Deserialize)]
pub(super) struct Returned {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

pub(super) async fn finish(
    visit: Visit,
    Extension(provider): Extension<Arc<RelyingParty>>,
    Extension(limits): Extension<Limits>,
    Query(answer): Query<Returned>,
    parts: Parts,
) -> Answer {
    let sign_in = take(&visit, &parts, &answer).await?;
    let code = code(&provider, answer)?;
    let client = provider.client(visit.now).await?;
    let tokens = exchange(&visit, &provider, &client, code, &sign_in).await?;
    let person = verify(&visit, &provider, &client, &tokens, &sign_in).await?;
    let authed_at = person.authed_at;
    limits.finish_sign_in(visit.site.pepper.nullifier(&person.number))?;
    let id = remember(&visit, &provider, person).await?;
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let cookie = visit.open_session(id, device(agent.unwrap_or_default()), authed_at).await?;
    let mut response = Redirect::to(&sign_in.return_to).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// The attempt that this browser began, once. Nothing of the answer is believed before.
async fn take(visit: &Visit, parts: &Parts, answer: &Returned) -> Result<SignIn, Problem> {
    let state = answer.state.as_deref().ok_or(SignInFailure::OtherBrowser)?;
    let attempt = attempt::answered(parts, visit.site.public_url.secure(), state)
        .ok_or(SignInFailure::OtherBrowser)?;
    let taken = visit.site.store.take_sign_in(attempt, visit.now).await?;
    Ok(taken.ok_or(SignInFailure::Expired)?)
}

fn code(provider: &RelyingParty, answer: Returned) -> Result<AuthorizationCode, SignInFailure> {
    if answer.iss.is_some_and(|issuer| issuer != provider.settings.issuer) {
        return Err(refused("iss"));
    }
    match (answer.error.as_deref(), answer.code) {
        (None, Some(code)) => Ok(AuthorizationCode::new(code)),
        (Some("access_denied" | "login_required" | "interaction_required"), _) => {
            Err(SignInFailure::Cancelled)
        }
        (Some("temporarily_unavailable" | "server_error"), _) => Err(SignInFailure::Unreachable),
        (Some(_), _) => Err(refused("error")),
        (None, None) => Err(refused("no code")),
    }
}

async fn exchange(
    visit: &Visit,
    provider: &RelyingParty,
    client: &OidcClient,
    code: AuthorizationCode,
    sign_in: &SignIn,
) -> Result<Tokens, Problem> {
    let request = client
        .exchange_code(code)
        .map_err(|_| refused("no token endpoint"))?
        .set_pkce_verifier(PkceCodeVerifier::new(sign_in.pkce_verifier.clone()))
        .set_redirect_uri(Cow::Owned(return_address(visit)?));
    request.request_async(&provider.http).await.map_err(|error| {
        let failure = match error {
            RequestTokenError::Request(_) => {
                tracing::warn!("the identity provider's token endpoint does not answer");
                SignInFailure::Unreachable
            }
            RequestTokenError::ServerResponse(said) => match said.error() {
                CoreErrorResponseType::InvalidGrant => refused("code"),
                CoreErrorResponseType::InvalidClient => refused("client_id or client_secret"),
                _ => refused("token request"),
            },
            _ => refused("token response"),
        };
        failure.into()
    })
}

/// Once more with the provider's present keys when it signed with an unknown one.
async fn verify(
    visit: &Visit,
    provider: &RelyingParty,
    client: &OidcClient,
    tokens: &Tokens,
    sign_in: &SignIn,
) -> Result<Identified, SignInFailure> {
    let settings = &provider.settings;
    match identify(client, settings, tokens, sign_in, visit.now) {
        Ok(person) => return Ok(person),
        Err(Unverified::Failure(failure)) => return Err(failure),
        Err(Unverified::UnknownKey) => {}
    }
    let client = provider.with_new_keys(visit.now).await?;
    identify(&client, settings, tokens, sign_in, visit.now).map_err(|error| match error {
        Unverified::Failure(failure) => failure,
        Unverified::UnknownKey => refused("key"),
    })
}

/// Keeps the HMAC of the number; the number itself ends here.
async fn remember(
    visit: &Visit,
    provider: &RelyingParty,
    person: Identified,
) -> Result<PersonId, Problem> {
    let account = NewAccount {
        issuer: provider.settings.issuer.clone(),
        subject: person.subject,
        nullifier: visit.site.pepper.nullifier(&person.number),
        name: person.name,
        born_on: person.born_on,
        mahalla: mahalla(visit, person.mahalla.as_deref()).await?,
    };
    match visit.site.store.sign_in_person(&account, visit.now).await {
        Err(StoreError::Conflict(Constraint::AccountIdentity)) => {
            Err(SignInFailure::OtherIdentity.into())
        }
        done => Ok(done?),
    }
}

/// A mahalla that this installation knows; others are not its business.
async fn mahalla(visit: &Visit, code: Option<&str>) -> Result<Option<TerritoryId>, Problem> {
    let Some(code) = code else { return Ok(None) };
    match visit.site.store.territory_by_code(code).await {
        Ok(place) => Ok((place.kind.level() == Level::Mahalla).then_some(place.id)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
