//! What did not count, as a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `incidents.json`: what did not count, over the whole election.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incidents {
    /// Ballot entries that nothing opens.
    pub unopened: u64,
    /// Valid entries that another of the same key replaces, duplicates included.
    pub superseded: u64,
    /// Entries whose body came before.
    pub duplicates: u64,
    /// Different bodies of one key with the same number.
    pub equivocations: u64,
    /// Keys whose last ballot is spoiled, by reason.
    pub spoiled: BTreeMap<String, u64>,
}

impl Incidents {
    /// The file.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        json(self)
    }
}

/// Pretty JSON with a newline; these types always have one.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
