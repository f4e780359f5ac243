//! Signing an ID token with ES256 (RFC 7515 section 3.1, RFC 7518 section 3.4).

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Error, Signature};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A P-256 key with its id.
pub(super) struct SigningKey {
    key: p256::ecdsa::SigningKey,
    id: String,
}

impl SigningKey {
    pub(super) fn new(bytes: &[u8; 32]) -> Result<Self, Error> {
        let key = p256::ecdsa::SigningKey::from_slice(bytes)?;
        let point = key.verifying_key().to_sec1_bytes();
        Ok(Self { id: BASE64URL_NOPAD.encode(&Sha256::digest(&point)), key })
    }

    /// The public half as a JSON Web Key (RFC 7518 section 6.2).
    pub(super) fn public(&self) -> Value {
        let point = self.key.verifying_key().to_sec1_point(false);
        let coordinate = |bytes: Option<&[u8]>| BASE64URL_NOPAD.encode(bytes.unwrap_or_default());
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.id,
            "x": coordinate(point.x().map(|x| x.as_slice())),
            "y": coordinate(point.y().map(|y| y.as_slice())),
        })
    }

    /// `header.payload.signature`
    pub(super) fn sign(&self, claims: &Value) -> String {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.id });
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&header), part(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes()))
    }
}
