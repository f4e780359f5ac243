//! Seeded randomness and fixed keys for the tests of the public interface.

use voting::derive::Keystream;
use voting::registrar::RegistrarSecret;

/// The stream of a key that repeats one byte.
pub(crate) fn rng(seed: u8) -> Keystream {
    Keystream::new(&[seed; 32])
}

/// One of two RSA-2048 keys.
pub(crate) fn registrar(number: usize) -> RegistrarSecret {
    let pem = [
        include_str!("../keys/registrar-2048-1.pem"),
        include_str!("../keys/registrar-2048-2.pem"),
    ][number];
    RegistrarSecret::from_pkcs8_pem(pem).unwrap()
}
