//! The ballot body: what a voter sends, 580 bytes (708 under RSA-3072).

mod layout;

pub use layout::Layout;

use ed25519_dalek::{Signer, SigningKey};

use crate::bytes::Reader;
use crate::credential::CredentialSignature;
use crate::error::{Error, Result};
use crate::id::{ContestIndex, ElectionId};
use crate::seal::{SEAL_OVERHEAD, SealContext, Sealed};
use crate::slot::Seq;
use crate::tag;
use crate::voter::VoterKey;

const SIGNATURE_LENGTH: usize = 64;

/// A body whose fields were read. Its signatures may still be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    bytes: Vec<u8>,
    /// The election.
    pub election: ElectionId,
    /// The contest.
    pub contest: ContestIndex,
    /// Which of this key's ballots counts.
    pub seq: Seq,
    /// The key that signs this ballot.
    pub voter: VoterKey,
    /// The registrar's signature over the key.
    pub credential: CredentialSignature,
    /// The sealed vote.
    pub sealed: Sealed,
    /// The voter's signature over everything before it.
    pub signature: [u8; SIGNATURE_LENGTH],
}

impl Body {
    /// Reads a body; `layouts` are those of the contests, by index.
    ///
    /// # Errors
    /// When it is of another length or form, or of a contest that does not exist.
    pub fn parse(bytes: &[u8], layouts: &[Layout]) -> Result<Self> {
        let mut reader = Reader::new("ballot", bytes);
        reader.tag(tag::BALLOT)?;
        let election = ElectionId::from_bytes(reader.array()?);
        let contest = ContestIndex::new(reader.u16()?)?;
        let layout =
            layouts.get(usize::from(contest.index())).ok_or(Error::UnknownContest(contest))?;
        if bytes.len() != layout.body_length() {
            return Err(reader.error("wrong length"));
        }
        let seq = Seq::from_number(reader.u32()?);
        if reader.u8()? != 0 {
            return Err(reader.error("the reserved byte is not zero"));
        }
        let body = Self {
            bytes: bytes.to_vec(),
            election,
            contest,
            seq,
            voter: VoterKey::from_bytes(&reader.array()?)?,
            credential: CredentialSignature(reader.take(layout.credential)?.to_vec()),
            sealed: Sealed {
                ephemeral: reader.array()?,
                ciphertext: reader.take(layout.plaintext + SEAL_OVERHEAD)?.to_vec(),
            },
            signature: reader.array()?,
        };
        reader.end()?;
        Ok(body)
    }

    /// Writes and signs a body. The sealed vote must have been sealed for the same contest, key
    /// and number.
    #[must_use]
    pub fn sign(
        election: ElectionId,
        contest: ContestIndex,
        seq: Seq,
        credential: CredentialSignature,
        sealed: Sealed,
        secret: &SigningKey,
    ) -> Self {
        let voter = VoterKey::from(secret.verifying_key());
        let mut bytes = [
            tag::BALLOT,
            election.as_bytes(),
            &contest.to_be_bytes(),
            &seq.number().to_be_bytes(),
            &[0],
            voter.as_bytes(),
            &credential.0,
            &sealed.ephemeral,
            &sealed.ciphertext,
        ]
        .concat();
        let signature = secret.sign(&bytes).to_bytes();
        bytes.extend(signature);
        Self { bytes, election, contest, seq, voter, credential, sealed, signature }
    }

    /// The exact bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Strict Ed25519 over all bytes before the signature.
    ///
    /// # Errors
    /// [`Error::VoterSignature`].
    pub fn verify_signature(&self) -> Result<()> {
        let (signed, _) =
            self.bytes.split_last_chunk::<SIGNATURE_LENGTH>().ok_or(Error::VoterSignature)?;
        self.voter.verify(signed, &self.signature)
    }

    /// What the sealed vote is bound to.
    #[must_use]
    pub const fn seal_context(&self) -> SealContext<'_> {
        SealContext {
            election: &self.election,
            contest: self.contest,
            voter: &self.voter,
            seq: self.seq,
        }
    }
}
