//! ChaCha20 as a generator: what a key stretches to.

use std::convert::Infallible;

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use rand_core::{TryCryptoRng, TryRng};

/// The ChaCha20 keystream under a key (RFC 8439, zero nonce, counter 0), read from its beginning.
pub struct Keystream(ChaCha20);

impl Keystream {
    /// The stream of this key; a key is good for one stream.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(ChaCha20::new(key.into(), &[0; 12].into()))
    }
}

impl TryRng for Keystream {
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

impl TryCryptoRng for Keystream {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;
    use rand_core::Rng;

    /// Test vector 1 of RFC 8439, appendix A.1: the zero key, whose stream other programs know.
    #[test]
    fn it_is_the_stream_of_rfc_8439() {
        let mut block = [0xff; 64];
        Keystream::new(&[0; 32]).fill_bytes(&mut block);
        let expected = "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7\
                        da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586";
        assert_eq!(hex(&block), expected);
    }

    #[test]
    fn it_does_not_depend_on_how_it_is_read() {
        let mut whole = [0; 304];
        Keystream::new(&[7; 32]).fill_bytes(&mut whole);
        let mut parts = [0; 304];
        let mut stream = Keystream::new(&[7; 32]);
        let (salt, factor) = parts.split_at_mut(48);
        stream.fill_bytes(salt);
        stream.fill_bytes(factor);
        assert_eq!(whole, parts);
        let mut stream = Keystream::new(&[7; 32]);
        assert_eq!(stream.next_u32().to_le_bytes(), whole[..4]);
        assert_eq!(stream.next_u64().to_le_bytes(), whole[4..12]);
    }
}
