//! Fixed keys and seeded randomness for this crate's tests.

mod election;
mod record;

pub(crate) use election::{election_secret, manifest, note_signer, threshold_manifest};
pub(crate) use record::{Draft, Files, sign_sums};

use std::convert::Infallible;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use rand_core::{TryCryptoRng, TryRng};

use crate::registrar::RegistrarSecret;

/// A seeded generator: the ChaCha20 keystream under a key that repeats `seed`.
pub(crate) struct SeededRng(ChaCha20);

pub(crate) fn rng(seed: u8) -> SeededRng {
    SeededRng(ChaCha20::new(&[seed; 32].into(), &[0; 12].into()))
}

impl TryRng for SeededRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(0);
        self.0.apply_keystream(bytes);
        Ok(())
    }
}

impl TryCryptoRng for SeededRng {}

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
