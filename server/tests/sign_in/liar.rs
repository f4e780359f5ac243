//! A provider that signs what a test tells it to.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// How the next token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// By the published key.
    Right,
    /// By another key under the published key's id.
    OtherKey,
    /// By a key that is published only after the first look at the keys.
    NewKey,
    /// `alg: none`, no signature.
    None,
    /// HS256 with the client's secret.
    Secret,
    /// HS256 with the published key as the secret.
    PublicKeyAsSecret,
}

pub(crate) struct Liar {
    pub(crate) address: String,
    said: Arc<Mutex<Said>>,
}

struct Said {
    claims: Value,
    how: How,
    looked: u32,
    address: String,
}

type Shared = State<Arc<Mutex<Said>>>;

impl Liar {
    pub(crate) async fn start() -> Self {
        Self::start_on(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    pub(crate) fn start_on(listener: TcpListener) -> Self {
        let address = format!("http://{}", listener.local_addr().unwrap());
        let said = Said { claims: json!({}), how: How::Right, looked: 0, address: address.clone() };
        let said = Arc::new(Mutex::new(said));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(said.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, said }
    }

    /// What the next tokens claim.
    pub(crate) fn say(&self, claims: Value, how: How) {
        let mut said = self.said.lock().unwrap();
        said.claims = claims;
        said.how = how;
    }
}

async fn discovery(State(said): Shared) -> Json<Value> {
    let address = said.lock().unwrap().address.clone();
    Json(json!({
        "issuer": address,
        "authorization_endpoint": format!("{address}/authorize"),
        "token_endpoint": format!("{address}/token"),
        "jwks_uri": format!("{address}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // It claims to accept anything.
        "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"],
    }))
}

async fn keys(State(said): Shared) -> Json<Value> {
    let mut said = said.lock().unwrap();
    said.looked += 1;
    let mut keys = vec![public(&key(1), "one")];
    if said.looked > 1 {
        keys.push(public(&key(2), "two"));
    }
    Json(json!({ "keys": keys }))
}

async fn token(State(said): Shared) -> Response {
    let said = said.lock().unwrap();
    let id_token = match said.how {
        How::Right => signed(&key(1), "one", &said.claims),
        How::OtherKey => signed(&key(3), "one", &said.claims),
        How::NewKey => signed(&key(2), "two", &said.claims),
        How::None => {
            format!("{}.{}.", part(&json!({ "alg": "none" })), part(&said.claims))
        }
        How::Secret => hashed(crate::world::SECRET.as_bytes(), &said.claims),
        How::PublicKeyAsSecret => {
            hashed(public(&key(1), "one").to_string().as_bytes(), &said.claims)
        }
    };
    let answer = json!({ "access_token": "a", "token_type": "Bearer", "id_token": id_token });
    Json(answer).into_response()
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

fn public(key: &SigningKey, id: &str) -> Value {
    let point = key.verifying_key().to_sec1_point(false);
    json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "kid": id,
        "x": BASE64URL_NOPAD.encode(point.x().unwrap()),
        "y": BASE64URL_NOPAD.encode(point.y().unwrap()),
    })
}

fn part(value: &Value) -> String {
    BASE64URL_NOPAD.encode(value.to_string().as_bytes())
}

fn signed(key: &SigningKey, id: &str, claims: &Value) -> String {
    let text = format!("{}.{}", part(&json!({ "alg": "ES256", "kid": id })), part(claims));
    let signature: Signature = key.sign(text.as_bytes());
    format!("{text}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes()))
}

fn hashed(secret: &[u8], claims: &Value) -> String {
    let text = format!("{}.{}", part(&json!({ "alg": "HS256" })), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(text.as_bytes());
    format!("{text}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()))
}
