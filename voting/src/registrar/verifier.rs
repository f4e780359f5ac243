//! RSASSA-PSS verification: one trait, a portable implementation and a fast native one.

use crate::error::{Error, Result};
use crate::registrar::RegistrarKey;

/// Verifies registrar signatures of one contest.
pub trait CredentialVerifier: Sized {
    /// Prepares a key for many verifications.
    fn new(key: &RegistrarKey) -> Self;

    /// RSASSA-PSS-VERIFY (RFC 8017 section 8.1.2) with SHA-384, MGF1-SHA-384 and a salt of 48
    /// bytes; `signature` is exactly as long as the modulus and below it.
    ///
    /// # Errors
    /// [`Error::Credential`].
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<()>;
}

/// The faster of the two that compiles for this target.
#[cfg(not(target_arch = "wasm32"))]
pub type Verifier = NativeVerifier;
/// The faster of the two that compiles for this target.
#[cfg(target_arch = "wasm32")]
pub type Verifier = PortableVerifier;

/// Pure Rust; runs in browsers. About 100 microseconds.
#[derive(Debug, Clone)]
pub struct PortableVerifier {
    key: RegistrarKey,
}

impl CredentialVerifier for PortableVerifier {
    fn new(key: &RegistrarKey) -> Self {
        Self { key: key.clone() }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<()> {
        if !self.key.admits(signature) {
            return Err(Error::Credential);
        }
        let signature = blind_rsa_signatures::Signature(signature.to_vec());
        self.key.rsa()?.verify(&signature, None, message).map_err(|_| Error::Credential)
    }
}

/// `ring`; for the box and for auditors. About 25 microseconds.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone)]
pub struct NativeVerifier {
    key: RegistrarKey,
}

#[cfg(not(target_arch = "wasm32"))]
impl CredentialVerifier for NativeVerifier {
    fn new(key: &RegistrarKey) -> Self {
        Self { key: key.clone() }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<()> {
        if !self.key.admits(signature) {
            return Err(Error::Credential);
        }
        let components =
            ring::signature::RsaPublicKeyComponents { n: self.key.modulus(), e: &[1u8, 0, 1][..] };
        // ring's PSS takes the salt length of the hash: 48.
        components
            .verify(&ring::signature::RSA_PSS_2048_8192_SHA384, message, signature)
            .map_err(|_| Error::Credential)
    }
}
