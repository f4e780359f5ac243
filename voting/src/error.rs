//! What can be wrong with something that claims to belong to an election.

use crate::id::ContestIndex;

/// A value was refused. The text says what, in the protocol's words; it holds no secrets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Bytes or text that are not of the format they should be.
    #[error("{what}: {reason}")]
    Malformed {
        /// What was being read.
        what: &'static str,
        /// The first rule that it breaks.
        reason: &'static str,
    },
    /// JSON that the protocol does not admit: duplicate keys, null, fractions, large integers.
    #[error("JSON: {0}")]
    Json(String),
    /// A manifest that breaks a rule of section 2; `at` is the path of the field.
    #[error("manifest: {at}: {reason}")]
    Manifest {
        /// Path of the field, such as `contests[3].ballot.max`.
        at: String,
        /// The rule that it breaks.
        reason: String,
    },
    /// Something made for another election.
    #[error("made for another election")]
    WrongElection,
    /// A contest that the manifest does not have.
    #[error("contest {0} does not exist in this election")]
    UnknownContest(ContestIndex),
    /// A sequence number outside the slots the box accepts now.
    #[error("sequence number is of slot {slot}, the box accepts {earliest} to {latest}")]
    Clock {
        /// Slot of the ballot.
        slot: u32,
        /// First slot accepted now.
        earliest: u32,
        /// Last slot accepted now.
        latest: u32,
    },
    /// The vote is not open at this time.
    #[error("the vote is not open at this time")]
    NotOpen,
    /// The registrar's signature over the voter key does not hold.
    #[error("credential: the registrar's signature does not hold")]
    Credential,
    /// The voter's signature over the body does not hold.
    #[error("ballot: the voter's signature does not hold")]
    VoterSignature,
    /// A voter key with a torsion component.
    #[error("voter key: not in the prime-order subgroup")]
    VoterKeyTorsion,
    /// An RSA key or value that the protocol does not admit.
    #[error("registrar key: {0}")]
    RegistrarKey(&'static str),
    /// The box answered with a commitment that does not hold this body.
    #[error("confirmation: the commitment does not hold this ballot")]
    Confirmation,
    /// A recovery code with a typing error.
    #[error("recovery code: {0}")]
    RecoveryCode(&'static str),
    /// A note without a valid signature of the key it needs.
    #[error("note: {0}")]
    Note(&'static str),
    /// A Merkle proof that proves nothing.
    #[error("proof: {0}")]
    Proof(&'static str),
    /// A trustee's share that does not fit the manifest, or too few of them.
    #[error("share: {0}")]
    Share(&'static str),
}

impl Error {
    /// Shorthand for [`Error::Malformed`].
    pub(crate) const fn malformed(what: &'static str, reason: &'static str) -> Self {
        Self::Malformed { what, reason }
    }
}

/// Results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
