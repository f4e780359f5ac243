//! Issuing: the two messages between voter and registrar, and the public entry about it.

mod entry;

pub use entry::{Channel, IssueEntry};

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::id::ContestIndex;
use crate::registrar::{BlindSignature, BlindedMessage};
use crate::roll::RollSalt;

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
