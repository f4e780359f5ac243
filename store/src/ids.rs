//! A type for each id and each hash, so that none is mistaken for another.

use crate::StoreError;
use std::fmt;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            sqlx::Type, serde::Serialize, serde::Deserialize,
        )]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A region, district, city or mahalla.
    TerritoryId,
    /// A season of the programme.
    SeasonId,
    /// A contest: season x territory.
    ContestId,
    /// One identity.
    PersonId,
    /// A signed-in browser.
    SessionId,
    /// One line of the register of staff acts.
    ActId,
    /// An act that waits for a second official.
    ApprovalId,
    /// A resident's proposal.
    ProposalId,
    /// A project of a contest.
    ProjectId,
    /// Where an election stands in this database; its name is the hash of its manifest.
    ElectionRow,
    /// A file of budget lines that an official brought.
    BudgetFileId,
}

macro_rules! hashes {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// The bytes, as a column holds them.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8] {
                self.0.as_slice()
            }
        }

        // Logs hold nothing that leads to a person or a session.
        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(concat!(stringify!($name), "(..)"))
            }
        }

        stored_as!($name, Vec<u8>);

        impl TryFrom<Vec<u8>> for $name {
            type Error = StoreError;

            fn try_from(bytes: Vec<u8>) -> Result<Self, StoreError> {
                let length = bytes.len();
                bytes.try_into().map(Self).map_err(|_| {
                    StoreError::Corrupt(format!("{} of {length} bytes", stringify!($name)))
                })
            }
        }
    )+};
}

hashes! {
    /// HMAC-SHA-256(server pepper, identity number): all that is kept of the number.
    Nullifier,
    /// SHA-256 of the token in a session's cookie.
    TokenHash,
    /// SHA-256 of the `state` parameter of a sign-in under way (RFC 6749, section 4.1.1).
    StateHash,
    /// SHA-256 of the largest JPEG that was made of a photo.
    PhotoHash,
    /// SHA-256 of the exact bytes of a file that was uploaded.
    FileHash,
}

/// An amount of money in whole so'm.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Som(pub i64);
