//! The one place that reads randomness.

use app::web::{Entropy, NoEntropy};

/// Fills `bytes` from the system's generator.
///
/// # Errors
/// The system gave none.
#[expect(clippy::disallowed_methods, reason = "the one place that reads randomness")]
pub fn fill(bytes: &mut [u8]) -> Result<(), NoEntropy> {
    getrandom::fill(bytes).map_err(|error| {
        tracing::error!(%error, "no randomness");
        NoEntropy
    })
}

/// The system's generator for the pages.
#[must_use]
pub fn for_pages() -> Entropy {
    Entropy::new(fill)
}
