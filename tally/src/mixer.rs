//! A small deterministic hasher for tables of ids and ballots.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds a [`Mixer`]; the standard library's default would be slower and randomly seeded.
pub(crate) type Mixing = BuildHasherDefault<Mixer>;

/// Multiplies and folds eight bytes at a time.
///
/// Not resistant to chosen collisions: whoever could choose ballots to collide would slow down
/// one tally, never change it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, word: u64) {
        // An odd 64-bit constant (2^64 divided by the golden ratio) spreads consecutive words.
        let product = u128::from(self.0 ^ word) * u128::from(0x9E37_79B9_7F4A_7C15_u64);
        // Low and high half together depend on every bit; the rotation keeps order in play.
        self.0 = (product as u64 ^ (product >> 64) as u64).rotate_left(23).wrapping_add(word);
    }
}

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        // Tables take bucket and tag from both ends: fold the well-mixed middle into them.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        // Texts end with a byte of their own (the standard library adds 0xFF), so that the
        // padding of the last chunk makes no two texts equal.
        let (chunks, rest) = bytes.as_chunks();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            self.mix(rest.iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.mix(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }
}
