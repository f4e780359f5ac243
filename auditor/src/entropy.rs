//! The one place of the auditor that reads the system's randomness.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng as _;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// A generator for keys and weights, seeded with 32 bytes of the system.
#[expect(clippy::disallowed_methods, reason = "here randomness becomes an argument")]
pub(crate) fn generator() -> Result<ChaCha20Rng, Failure> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *seed).map_err(|error| Failure::Randomness(error.to_string()))?;
    Ok(ChaCha20Rng::from_seed(*seed))
}
