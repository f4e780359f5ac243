//! The registrar's RSA keys: one per election and contest, used for credentials and nothing else.

mod key;
mod secret;
mod verifier;

pub use key::RegistrarKey;
pub use secret::{BlindSignature, BlindedMessage, RegistrarSecret};
#[cfg(not(target_arch = "wasm32"))]
pub use verifier::NativeVerifier;
pub use verifier::{CredentialVerifier, PortableVerifier, Verifier};

/// RSABSSA-SHA384-PSS-Deterministic of RFC 9474: SHA-384, MGF1-SHA-384, salt of 48 bytes, the
/// message signed as it is.
pub(crate) type RsaPublic = blind_rsa_signatures::PublicKeySha384PSSDeterministic;
type RsaSecret = blind_rsa_signatures::SecretKeySha384PSSDeterministic;

#[cfg(test)]
mod rfc9474;
#[cfg(test)]
mod wycheproof;
