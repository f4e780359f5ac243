//! Randomness for the vote: a seed from the system for each operation, stretched by ChaCha20.
//!
//! `voting` takes a generator that cannot fail; the system's can. So the one draw that may fail
//! comes first, and an operation that got no seed does not begin.

use crate::entropy;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _};
use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;
use std::sync::Arc;
use thiserror::Error;
use zeroize::Zeroizing;

/// The system gave no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the system gave no randomness")]
pub struct NoSeed;

type Draw = dyn Fn(&mut [u8; 32]) -> Result<(), NoSeed> + Send + Sync;

/// Where seeds come from. Cheap to clone.
#[derive(Clone)]
pub struct Seeds(Arc<Draw>);

impl Seeds {
    /// Seeds from `draw`: a test counts.
    pub fn new(draw: impl Fn(&mut [u8; 32]) -> Result<(), NoSeed> + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }

    /// Seeds from the operating system.
    #[must_use]
    pub fn system() -> Self {
        Self::new(draw_from_system)
    }

    /// A generator under a fresh seed.
    ///
    /// # Errors
    /// [`NoSeed`].
    pub fn generator(&self) -> Result<Generator, NoSeed> {
        Ok(Generator::new(&*self.bytes()?))
    }

    /// 32 fresh bytes, for a key.
    ///
    /// # Errors
    /// [`NoSeed`].
    pub fn bytes(&self) -> Result<Zeroizing<[u8; 32]>, NoSeed> {
        let mut seed = Zeroizing::new([0; 32]);
        (self.0)(&mut seed)?;
        Ok(seed)
    }
}

/// The ChaCha20 keystream under a seed.
pub struct Generator(ChaCha20);

impl Generator {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: &[u8; 32]) -> Self {
        Self(ChaCha20::new(seed.into(), &[0; 12].into()))
    }
}

impl TryRng for Generator {
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

impl TryCryptoRng for Generator {}

fn draw_from_system(seed: &mut [u8; 32]) -> Result<(), NoSeed> {
    entropy::fill(seed).map_err(|_| NoSeed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::Rng as _;

    #[test]
    fn each_operation_has_a_stream_of_its_own() {
        let mut streams = std::collections::BTreeSet::new();
        for _ in 0..8 {
            let mut bytes = [0; 64];
            Seeds::system().generator().unwrap().fill_bytes(&mut bytes);
            assert!(streams.insert(bytes));
        }
        let refusing = Seeds::new(|_| Err(NoSeed));
        assert!(refusing.generator().is_err());
    }
}
