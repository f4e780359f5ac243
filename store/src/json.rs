//! A JSON value in a text column, the same on both databases.

use crate::StoreError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A JSON value: parameters of a rule, the payload of an approval, the detail of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(pub serde_json::Value);

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

stored_as!(Json, String);

impl TryFrom<String> for Json {
    type Error = StoreError;

    fn try_from(text: String) -> Result<Self, StoreError> {
        serde_json::from_str(&text)
            .map(Self)
            .map_err(|error| StoreError::Corrupt(error.to_string()))
    }
}
