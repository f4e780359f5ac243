//! What the box does with a body: check, commit, promise, confirm.
//!
//! Between [`Admitted::commit`] and the answer lies what this crate cannot do: storing body and
//! opening durably.

use rand_core::CryptoRng;

use crate::body::Body;
use crate::commitment::{BodyScalar, Commitment, Opening};
use crate::confirmation::{Confirmation, Statement};
use crate::error::Result;
use crate::terms::Terms;
use crate::voter::PrimeOrderKey;

/// A body that the box takes.
#[derive(Debug, Clone)]
pub struct Admitted {
    body: Body,
    voter: PrimeOrderKey,
    scalar: BodyScalar,
}

/// What the box adds to a body; body and opening are stored before the answer goes out.
#[derive(Debug, Clone, Copy)]
pub struct Committed {
    /// What is logged.
    pub commitment: Commitment,
    /// What opens it.
    pub opening: Opening,
    /// What convinces the voter.
    pub confirmation: Confirmation,
}

impl Admitted {
    /// Checks, in this order: length, tag, contest, voter key, election, phase, clock, RSA-PSS,
    /// strict Ed25519, torsion. `now` is the box's clock in Unix seconds.
    ///
    /// # Errors
    /// The first check that fails.
    pub fn new(bytes: &[u8], terms: &Terms, now: u64) -> Result<Self> {
        let body = terms.parse(bytes)?;
        terms.window.admit(body.seq, now)?;
        terms.verify_credential(&body)?;
        body.verify_signature()?;
        let voter = body.voter.prime_order()?;
        let scalar = BodyScalar::of(body.as_bytes());
        Ok(Self { body, voter, scalar })
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// Commits to the body under a fresh opening and confirms that to the voter.
    #[must_use]
    pub fn commit(&self, rng: &mut impl CryptoRng) -> Committed {
        let opening = Opening::random(rng);
        let commitment = Commitment::new(self.scalar, &opening);
        let statement = Statement {
            election: &self.body.election,
            voter: &self.voter,
            commitment,
            body: self.scalar,
        };
        let confirmation = Confirmation::prove(&statement, &opening, rng);
        Committed { commitment, opening, confirmation }
    }
}
