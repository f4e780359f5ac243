//! Credentials: the registrar's signature over a voter key that it never saw (RFC 9474).
//!
//! The client makes a [`Request`] from its seed, the registrar answers with
//! [`RegistrarSecret::blind_sign`](crate::registrar::RegistrarSecret::blind_sign), the client
//! finishes with [`Request::finalize`]. The same seed makes the same request again, so a lost
//! answer costs nothing and a recovery code brings the credential back.

use blind_rsa_signatures::BlindingResult;
use rand_core::CryptoRng;

use crate::derive::{blinding_stream, signing_key};
use crate::error::{Error, Result};
use crate::id::{ContestIndex, ElectionId};
use crate::registrar::{BlindSignature, BlindedMessage, RegistrarKey};
use crate::seed::Seed;
use crate::tag;
use crate::voter::VoterKey;

/// The message that a credential signs: tag, election, contest, voter key; 77 bytes.
#[must_use]
pub fn message(election: &ElectionId, contest: ContestIndex, voter: &VoterKey) -> Vec<u8> {
    [tag::CRED, election.as_bytes(), &contest.to_be_bytes(), voter.as_bytes()].concat()
}

/// The registrar's signature; as long as its modulus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CredentialSignature(pub Vec<u8>);

/// A voter's pending request for one contest.
pub struct Request {
    key: RegistrarKey,
    message: Vec<u8>,
    blinding: BlindingResult,
}

impl Request {
    /// Blinds the voter key of this contest, with salt and factor from the seed.
    ///
    /// # Errors
    /// When the message cannot be blinded under this key, which happens to no honest key.
    pub fn new(
        key: &RegistrarKey,
        election: &ElectionId,
        contest: ContestIndex,
        seed: &Seed,
    ) -> Result<Self> {
        let voter = signing_key(seed, election, contest).verifying_key().into();
        let message = message(election, contest, &voter);
        Self::of_message(key, message, &mut blinding_stream(seed, election, contest))
    }

    /// Reads 48 bytes of salt from `stream`, then the blinding factor r as the first block of the
    /// modulus's length that is, little-endian, below the modulus and invertible.
    pub(crate) fn of_message(
        key: &RegistrarKey,
        message: Vec<u8>,
        stream: &mut impl CryptoRng,
    ) -> Result<Self> {
        let blinding = key
            .rsa()?
            .blind(stream, &message)
            .map_err(|_| Error::RegistrarKey("the message cannot be blinded"))?;
        Ok(Self { key: key.clone(), message, blinding })
    }

    /// What to send.
    #[must_use]
    pub fn blinded(&self) -> BlindedMessage {
        BlindedMessage(self.blinding.blind_message.0.clone())
    }

    /// Unblinds the answer and verifies the signature.
    ///
    /// # Errors
    /// [`Error::Credential`] when the answer is not the registrar's signature of this request.
    pub fn finalize(&self, answer: &BlindSignature) -> Result<CredentialSignature> {
        if !self.key.admits(&answer.0) {
            return Err(Error::Credential);
        }
        let answer = blind_rsa_signatures::BlindSignature(answer.0.clone());
        self.key
            .rsa()?
            .finalize(&answer, &self.blinding, &self.message)
            .map(|signature| CredentialSignature(signature.0))
            .map_err(|_| Error::Credential)
    }
}
