//! Randomness for the vote: a seed from the system for each operation, stretched by ChaCha20.
//!
//! `voting` takes a generator that cannot fail; the system's can. So the one draw that may fail
//! comes first, and an operation that got no seed does not begin.

use crate::entropy;
use std::sync::Arc;
use thiserror::Error;
use zeroize::Zeroizing;

/// The stream under a seed.
pub use voting::derive::Keystream as Generator;

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
