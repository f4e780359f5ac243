//! Issuing: the two messages between voter and registrar, and the public entry about it.

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::id::{ContestIndex, ElectionId};
use crate::registrar::{BlindSignature, BlindedMessage};
use crate::roll::{RollLeaf, RollSalt};
use crate::tag;

/// Voter to registrar: contest and blinded message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRequest {
    /// The contest.
    pub contest: ContestIndex,
    /// What to sign; as long as the contest's modulus.
    pub blinded: BlindedMessage,
}

impl IssueRequest {
    /// `u16 contest || blinded_msg`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.contest.to_be_bytes()[..], &self.blinded.0].concat()
    }

    /// Reads what [`Self::to_bytes`] wrote; the length is compared with the modulus by whoever
    /// signs.
    ///
    /// # Errors
    /// When the bytes are too short for a contest.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("issue request", bytes);
        let contest = ContestIndex::new(reader.u16()?)?;
        let blinded = reader.take(bytes.len().saturating_sub(2))?.to_vec();
        Ok(Self { contest, blinded: BlindedMessage(blinded) })
    }
}

/// Registrar to voter: blind signature and the salt of her roll leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueAnswer {
    /// The blind signature.
    pub signature: BlindSignature,
    /// With her identity number it gives her roll leaf.
    pub salt: RollSalt,
}

impl IssueAnswer {
    /// `blind_sig || roll salt[32]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.signature.0[..], self.salt.as_bytes()].concat()
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When it is shorter than a salt.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let (signature, salt) =
            bytes.split_last_chunk::<32>().ok_or(Error::malformed("issue answer", "too short"))?;
        Ok(Self {
            signature: BlindSignature(signature.to_vec()),
            salt: RollSalt::from_bytes(*salt),
        })
    }
}

/// How the person came to the registrar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// On a device of her own.
    OwnDevice,
    /// At a kiosk.
    Kiosk,
    /// With an operator's help.
    Assisted,
}

impl Channel {
    const fn code(self) -> u8 {
        match self {
            Self::OwnDevice => 0,
            Self::Kiosk => 1,
            Self::Assisted => 2,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::OwnDevice),
            1 => Some(Self::Kiosk),
            2 => Some(Self::Assisted),
            _ => None,
        }
    }
}

/// Entry of the issuance log: a credential was issued to somebody on the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueEntry {
    /// The election.
    pub election: ElectionId,
    /// The contest.
    pub contest: ContestIndex,
    /// Who, for those who know the salt.
    pub leaf: RollLeaf,
    /// SHA-256 of the blinded message.
    pub blinded_hash: [u8; 32],
    /// SHA-256 of the identity provider's id_token, or 32 zero bytes.
    pub id_token_hash: [u8; 32],
    /// How.
    pub channel: Channel,
}

impl IssueEntry {
    /// The entry about one signed request; `id_token` is the provider's token where there is one.
    #[must_use]
    pub fn new(
        election: ElectionId,
        request: &IssueRequest,
        leaf: RollLeaf,
        id_token: Option<&str>,
        channel: Channel,
    ) -> Self {
        Self {
            election,
            contest: request.contest,
            leaf,
            blinded_hash: sha256(&[&request.blinded.0]),
            id_token_hash: id_token.map_or([0; 32], |token| sha256(&[token.as_bytes()])),
            channel,
        }
    }

    /// Tag, election, contest, leaf, two hashes, channel; 143 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            tag::ISSUE,
            self.election.as_bytes(),
            &self.contest.to_be_bytes(),
            self.leaf.as_bytes(),
            &self.blinded_hash,
            &self.id_token_hash,
            &[self.channel.code()],
        ]
        .concat()
    }

    /// Reads an entry.
    ///
    /// # Errors
    /// When it does not re-encode to the same bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("issuance entry", bytes);
        reader.tag(tag::ISSUE)?;
        let entry = Self {
            election: ElectionId::from_bytes(reader.array()?),
            contest: ContestIndex::new(reader.u16()?)?,
            leaf: RollLeaf::from_bytes(reader.array()?),
            blinded_hash: reader.array()?,
            id_token_hash: reader.array()?,
            channel: Channel::from_code(reader.u8()?).ok_or(reader.error("unknown channel"))?,
        };
        reader.end()?;
        Ok(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_round_trip() {
        let contest = ContestIndex::new(3).unwrap();
        let request = IssueRequest { contest, blinded: BlindedMessage(vec![5; 256]) };
        assert_eq!(request.to_bytes().len(), 258);
        assert_eq!(IssueRequest::parse(&request.to_bytes()).unwrap(), request);
        let salt = RollSalt::from_bytes([9; 32]);
        let answer = IssueAnswer { signature: BlindSignature(vec![6; 256]), salt };
        assert_eq!(answer.to_bytes().len(), 288);
        assert_eq!(IssueAnswer::parse(&answer.to_bytes()).unwrap(), answer);
        assert!(IssueRequest::parse(&[0]).is_err());
        assert!(IssueRequest::parse(&[0xff, 0xff, 1]).is_err(), "no contest");
        assert!(IssueAnswer::parse(&[0; 31]).is_err());
    }

    proptest! {
        #[test]
        fn messages_have_one_form(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(request) = IssueRequest::parse(&bytes) {
                prop_assert_eq!(request.to_bytes(), bytes.clone());
            }
            if let Ok(answer) = IssueAnswer::parse(&bytes) {
                prop_assert_eq!(answer.to_bytes(), bytes);
            }
        }
    }
}
