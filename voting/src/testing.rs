//! Fixed keys and seeded randomness for this crate's tests.

mod election;
mod keygen;
mod record;

pub(crate) use election::{election_secret, manifest, note_signer, threshold_manifest};
pub(crate) use keygen::{announcement, package, transcript, transcript_of};
pub(crate) use record::{Draft, Files, sign_sums};

use crate::derive::Keystream;
use crate::registrar::RegistrarSecret;

/// The stream of a key that repeats `seed`.
pub(crate) fn rng(seed: u8) -> Keystream {
    Keystream::new(&[seed; 32])
}

/// One of two RSA-2048 keys made for these tests.
pub(crate) fn registrar(number: usize) -> RegistrarSecret {
    let pem = [
        include_str!("../tests/keys/registrar-2048-1.pem"),
        include_str!("../tests/keys/registrar-2048-2.pem"),
    ][number];
    RegistrarSecret::from_pkcs8_pem(pem).unwrap()
}

/// An RSA-3072 key made for these tests.
pub(crate) fn registrar_3072() -> RegistrarSecret {
    RegistrarSecret::from_pkcs8_pem(include_str!("../tests/keys/registrar-3072.pem")).unwrap()
}

/// An Ed25519 key for notes and voters.
pub(crate) fn signing_key(number: u8) -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[number; 32])
}
