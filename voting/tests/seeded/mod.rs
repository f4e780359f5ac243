//! Seeded randomness and fixed keys for the tests of the public interface.

use std::convert::Infallible;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use rand_core::{TryCryptoRng, TryRng};
use voting::registrar::RegistrarSecret;

/// The ChaCha20 keystream under a key that repeats one byte.
pub(crate) struct SeededRng(ChaCha20);

impl SeededRng {
    pub(crate) fn new(seed: u8) -> Self {
        Self(ChaCha20::new(&[seed; 32].into(), &[0; 12].into()))
    }
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

/// One of two RSA-2048 keys.
pub(crate) fn registrar(number: usize) -> RegistrarSecret {
    let pem = [
        include_str!("../keys/registrar-2048-1.pem"),
        include_str!("../keys/registrar-2048-2.pem"),
    ][number];
    RegistrarSecret::from_pkcs8_pem(pem).unwrap()
}
