//! Where the fields of a body lie.

use crate::seal::SEAL_OVERHEAD;

/// Tag, election, contest, number, reserved byte, voter key, E, signature.
const FIXED: usize = 13 + 32 + 2 + 4 + 1 + 32 + 32 + 64;

/// The two lengths that vary between contests and elections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Length of the registrar's modulus in bytes.
    pub credential: usize,
    /// Length of the plaintext.
    pub plaintext: usize,
}

impl Layout {
    /// Length of the whole body.
    #[must_use]
    pub const fn body_length(&self) -> usize {
        FIXED + self.credential + self.plaintext + SEAL_OVERHEAD
    }
}
