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
        let [low, high] = [product as u64, (product >> 64) as u64];
        self.0 = low.wrapping_add(high.rotate_left(29)).wrapping_add(word);
    }
}

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        // Tables take bucket and tag from both ends: fold the well-mixed middle into them.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.mix(u64::from_le_bytes(word));
        }
        self.mix(bytes.len() as u64);
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
