//! Who signs and who unseals.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::election_key::ElectionKey;
use crate::manifest::text_form;
use crate::note::NoteKey;

/// The trustees: k of n can unseal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trustees {
    /// Shares needed.
    pub k: u16,
    /// Shares made.
    pub n: u16,
    /// The key that ballots are sealed to.
    #[serde(rename = "Y", with = "text_form")]
    pub y: ElectionKey,
    /// With indexes 1 to n, in order.
    pub list: Vec<Trustee>,
}

impl Trustees {
    /// The Y_i by index.
    #[must_use]
    pub fn public(&self) -> BTreeMap<u16, ElectionKey> {
        self.list.iter().map(|trustee| (trustee.index, trustee.y_i)).collect()
    }
}

/// One trustee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trustee {
    /// From 1.
    pub index: u16,
    /// Name of the note key, too.
    pub name: String,
    /// Signs the share note.
    #[serde(with = "text_form")]
    pub vkey: NoteKey,
    /// Public half of the share.
    #[serde(rename = "Y_i", with = "text_form")]
    pub y_i: ElectionKey,
}

/// The two logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    /// Of credentials.
    pub issuance: Log,
    /// Of ballots.
    pub ballots: Log,
}

/// One log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// First line of its checkpoints; name of its key.
    pub origin: String,
    /// Signs its checkpoints.
    #[serde(with = "text_form")]
    pub vkey: NoteKey,
}

/// One accredited auditor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auditor {
    /// Name of the note key, too.
    pub name: String,
    /// Signs hold and attest notes.
    #[serde(with = "text_form")]
    pub vkey: NoteKey,
}
