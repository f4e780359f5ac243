//! The people of a replay. Nothing of the file but its choices becomes theirs: identity numbers
//! are counted up, and what their sessions and seeds are made of is drawn and forgotten.

use crate::randomness::{NoSeed, Seeds};
use app::identity::{Pepper, Pinfl};
use sha2::{Digest as _, Sha256};
use store::TokenHash;
use store::crowds::Newcomer;
use voting::seed::Seed;
use voting::text::hex;
use zeroize::Zeroizing;

/// What makes them all.
pub struct People {
    pepper: Pepper,
    secret: Zeroizing<[u8; 32]>,
}

impl People {
    /// Other people each time.
    ///
    /// # Errors
    /// [`NoSeed`].
    pub fn new(seeds: &Seeds) -> Result<Self, NoSeed> {
        Ok(Self { pepper: Pepper::new(*seeds.bytes()?), secret: seeds.bytes()? })
    }

    /// What the store keeps of the person with a number.
    #[must_use]
    pub fn newcomer(&self, number: usize) -> Option<Newcomer> {
        let nullifier = self.pepper.nullifier(&identity(number)?);
        let token_hash = TokenHash(Sha256::digest(self.token(number)).into());
        Some(Newcomer { nullifier, token_hash })
    }

    /// The token in the cookie of a person.
    #[must_use]
    pub fn token(&self, number: usize) -> String {
        hex(&self.drawn(b"token", number))
    }

    /// The seed of a person's keys.
    #[must_use]
    pub fn seed(&self, number: usize) -> Seed {
        let mut half = Zeroizing::new([0; 16]);
        for (to, from) in half.iter_mut().zip(self.drawn(b"seed", number)) {
            *to = from;
        }
        Seed::from_bytes(*half)
    }

    /// What a person seals her ballot with.
    #[must_use]
    pub fn sealing(&self, number: usize) -> [u8; 32] {
        self.drawn(b"seal", number)
    }

    fn drawn(&self, what: &[u8], number: usize) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(*self.secret);
        hash.update((number as u64).to_be_bytes());
        hash.update(what);
        hash.finalize().into()
    }
}

/// An identity number with its check digit; `None` past a million people.
fn identity(number: usize) -> Option<Pinfl> {
    let first = format!("3010190{number:06}");
    let check = Pinfl::check_digit(&first)?;
    format!("{first}{check}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everybody_is_somebody_else() {
        let people = People::new(&Seeds::system()).unwrap();
        let all: Vec<Newcomer> = (0..500).filter_map(|number| people.newcomer(number)).collect();
        let identities: BTreeSet<_> = all.iter().map(|newcomer| newcomer.nullifier).collect();
        let tokens: BTreeSet<_> = all.iter().map(|newcomer| newcomer.token_hash).collect();
        let seeds: BTreeSet<_> = (0..500).map(|number| *people.seed(number).as_bytes()).collect();
        assert_eq!((identities.len(), tokens.len(), seeds.len()), (500, 500, 500));
        assert!(people.newcomer(1_000_000).is_none(), "an identity number has 14 digits");
    }
}
