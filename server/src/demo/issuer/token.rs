//! The token endpoint (RFC 6749 section 4.1.3, OpenID Connect Core section 3.1.3).

use super::codes::Granted;
use super::{Client, Issuer};
use app::web::Site;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use store::UnixTime;
use subtle::ConstantTimeEq as _;

/// Seconds that a token is good for.
const TOKEN_LIFETIME: UnixTime = 120;

#[derive(Deserialize)]
pub(super) struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
}

pub(super) async fn exchange(
    State(site): State<Site>,
    Extension(issuer): Extension<Arc<Issuer>>,
    headers: HeaderMap,
    Form(form): Form<Exchange>,
) -> Response {
    if !is_client(&headers, &issuer.client) {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if form.grant_type != "authorization_code" {
        return error(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let now = site.clock.now();
    // Taken before anything else is checked: a code that somebody guessed around is spent.
    let granted = issuer.codes.take(&form.code, now).filter(|granted| fits(granted, &form));
    let (granted, access_token) = match (granted, site.entropy.token()) {
        (Some(granted), Ok(token)) => (granted, token),
        (None, _) => return error(StatusCode::BAD_REQUEST, "invalid_grant"),
        (_, Err(_)) => return error(StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
    };
    let Some(claims) = claims(&issuer, &granted, now) else {
        return error(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let answer = json!({
        "access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_LIFETIME,
        "id_token": issuer.key.sign(&claims),
    });
    let no_store = HeaderValue::from_static("no-store");
    ([(header::CACHE_CONTROL, no_store)], Json(answer)).into_response()
}

/// HTTP Basic of the id and secret, both in form encoding (RFC 6749 section 2.3.1).
fn is_client(headers: &HeaderMap, client: &Client) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|sent| sent.to_str().ok());
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let pair = format!("{}:{}", encoded(&client.id), encoded(&client.secret));
    let expected = format!("Basic {}", BASE64.encode(pair.as_bytes()));
    sent.is_some_and(|sent| sent.as_bytes().ct_eq(expected.as_bytes()).into())
}

/// The same redirect address, and the verifier of the code challenge (RFC 7636 section 4.6).
fn fits(granted: &Granted, form: &Exchange) -> bool {
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(form.code_verifier.as_bytes()));
    granted.redirect_uri == form.redirect_uri && granted.code_challenge == challenge
}

fn claims(issuer: &Issuer, granted: &Granted, now: UnixTime) -> Option<Value> {
    let person = issuer.people.find(&granted.person)?;
    let mut claims = json!({
        "iss": issuer.address,
        "sub": person.key,
        "aud": issuer.client.id,
        "iat": now,
        "exp": now.saturating_add(TOKEN_LIFETIME),
        "auth_time": granted.auth_time,
        "name": person.name,
        "pinfl": person.number.digits(),
        "birthdate": person.birth_date,
    });
    let more = [("nonce", &granted.nonce), ("mahalla", &person.mahalla)];
    for (name, value) in more {
        if let (Some(object), Some(value)) = (claims.as_object_mut(), value) {
            object.insert(name.to_owned(), Value::from(value.as_str()));
        }
    }
    Some(claims)
}

fn error(status: StatusCode, error: &'static str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}
