//! The public entry about one issued credential.

use crate::bytes::Reader;
use crate::error::Result;
use crate::hash::sha256;
use crate::id::{ContestIndex, ElectionId};
use crate::issuance::IssueRequest;
use crate::roll::RollLeaf;
use crate::tag;

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
