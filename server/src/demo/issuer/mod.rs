//! The demo's identity provider: a small OpenID Connect issuer where people choose who they are.
//!
//! The relying party talks to it over HTTP as to any other; it checks client, redirect address,
//! PKCE and codes as a real one does. It has no password, so it runs on loopback only, beside no
//! real provider, and says on every page that it is a demo.

mod authorize;
mod codes;
mod jws;
mod token;

use super::people::People;
use app::web::Site;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use codes::Codes;
use jws::SigningKey;
use serde_json::{Value, json};
use std::sync::Arc;

/// Where the issuer lies below the site's public address.
pub const PATH: &str = "/demo-issuer";

/// The relying party that it knows.
#[derive(Clone)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// Where answers may go.
    pub redirects: Vec<String>,
}

/// The issuer's state; codes and key live as long as the process.
pub struct Issuer {
    address: String,
    client: Client,
    people: Arc<People>,
    key: SigningKey,
    codes: Codes,
}

impl Issuer {
    /// An issuer at `address` whose signing key is made of 32 random bytes.
    ///
    /// # Errors
    /// Bytes that are no P-256 key, as one in 2^32 draws is.
    pub fn new(
        address: String,
        client: Client,
        people: Arc<People>,
        key: &[u8; 32],
    ) -> Result<Self, p256::ecdsa::Error> {
        Ok(Self { address, client, people, key: SigningKey::new(key)?, codes: Codes::default() })
    }

    /// The page where people choose, behind the same fence against other sites as every page.
    pub(crate) fn pages(self: &Arc<Self>) -> Router<Site> {
        Router::new()
            .route("/demo-issuer/authorize", get(authorize::show).post(authorize::choose))
            .layer(Extension(self.clone()))
    }

    /// What programs ask: discovery, keys, tokens.
    pub(crate) fn machines(self: &Arc<Self>) -> Router<Site> {
        Router::new()
            .route("/demo-issuer/.well-known/openid-configuration", get(discovery))
            .route("/demo-issuer/jwks", get(keys))
            .route("/demo-issuer/token", post(token::exchange))
            .layer(Extension(self.clone()))
    }
}

/// OpenID Connect Discovery 1.0, section 3.
async fn discovery(Extension(issuer): Extension<Arc<Issuer>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", issuer.address);
    Json(json!({
        "issuer": issuer.address,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": ["openid", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "claims_supported": ["sub", "name", "pinfl", "birthdate", "mahalla", "auth_time", "nonce"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

/// RFC 7517.
async fn keys(Extension(issuer): Extension<Arc<Issuer>>) -> Json<Value> {
    Json(json!({ "keys": [issuer.key.public()] }))
}
