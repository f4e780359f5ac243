//! Key generation of k of n trustees (section 2): what they publish, and what follows from it.
//!
//! Each trustee first announces the hash of a package, then reveals the package, then deals a
//! sealed value to every other one. The polynomials are drawn by whoever runs the ceremony; here
//! is only what everybody can read and check.

mod announcement;
mod deal;
mod package;
mod reveal;
mod transcript;

use std::collections::BTreeMap;

use curve25519_dalek::ristretto::RistrettoPoint;

pub use announcement::{Announcement, ceremony_of};
pub use deal::Deal;
pub use package::Package;
pub use reveal::Reveal;
pub use transcript::{Flaw, Transcript, TrusteeNotes, verify};

use crate::election_key::ElectionKey;
use crate::error::{Error, Result};

/// Y and, by index from 1, the Y_i: sums of the values of all packages at 0 and at i.
///
/// # Errors
/// When one of them is the identity, which no honest trustee lets happen.
pub fn public_keys(
    packages: &BTreeMap<u16, Package>,
) -> Result<(ElectionKey, BTreeMap<u16, ElectionKey>)> {
    let at = |index: u16| -> Result<ElectionKey> {
        let sum: RistrettoPoint = packages.values().map(|package| package.value(index)).sum();
        ElectionKey::from_bytes(sum.compress().to_bytes())
    };
    let public = packages.keys().map(|index| Ok((*index, at(*index)?)));
    Ok((at(0)?, public.collect::<Result<_>>()?))
}

/// An index or a number of trustees in a note.
fn number(text: &str) -> Result<u16> {
    u16::try_from(crate::text::decimal("keygen", text)?)
        .map_err(|_| Error::malformed("keygen", "number too large"))
}

#[cfg(test)]
mod tests;
