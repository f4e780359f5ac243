//! What the voter's device does with a vote: encode, seal, sign.

use rand_core::CryptoRng;

use crate::body::Body;
use crate::credential::CredentialSignature;
use crate::derive::signing_key;
use crate::error::{Error, Result};
use crate::id::ContestIndex;
use crate::plaintext::Vote;
use crate::seal::SealContext;
use crate::seed::Seed;
use crate::slot::Seq;
use crate::terms::Terms;
use crate::voter::VoterKey;

/// What a voter holds for one contest.
#[derive(Debug, Clone, Copy)]
pub struct Voter<'a> {
    /// Where the keys come from.
    pub seed: &'a Seed,
    /// The contest.
    pub contest: ContestIndex,
    /// The registrar's signature over the voter key.
    pub credential: &'a CredentialSignature,
}

impl Voter<'_> {
    /// Makes the body of a ballot. `rng` gives the seal's ephemeral scalar, which is forgotten.
    ///
    /// # Errors
    /// When the contest does not exist or the vote does not fit its plaintext.
    pub fn ballot(
        &self,
        terms: &Terms,
        vote: &Vote,
        seq: Seq,
        rng: &mut impl CryptoRng,
    ) -> Result<Body> {
        let rules = &terms.contest(self.contest)?.rules;
        let plaintext = vote
            .encode(rules, terms.plaintext_length)
            .map_err(|_| Error::malformed("vote", "does not fit the plaintext"))?;
        let secret = signing_key(self.seed, &terms.election, self.contest);
        let voter = VoterKey::from(secret.verifying_key());
        let context =
            SealContext { election: &terms.election, contest: self.contest, voter: &voter, seq };
        let sealed = context.seal(&terms.key, &plaintext, rng)?;
        let credential = self.credential.clone();
        Ok(Body::sign(terms.election, self.contest, seq, credential, sealed, &secret))
    }
}
