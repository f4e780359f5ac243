//! The roll's terms as the JSON has them: `kind` says which fields belong there.

use serde::{Deserialize, Serialize};

use super::text_form::TextForm as _;
use super::{RollCap, RollTerms};
use crate::merkle::Hash;

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Closed,
    Open,
}

/// Every field that either kind has. Read flat, it needs no second pass over the JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RollForm {
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    root: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roll_size: Option<Vec<u64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    roll_cap: Option<Vec<RollCap>>,
}

impl From<RollTerms> for RollForm {
    fn from(terms: RollTerms) -> Self {
        match terms {
            RollTerms::Closed { root, size, roll_size } => Self {
                kind: Kind::Closed,
                root: Some(root.to_text()),
                size: Some(size),
                roll_size: Some(roll_size),
                roll_cap: None,
            },
            RollTerms::Open { roll_cap } => Self {
                kind: Kind::Open,
                root: None,
                size: None,
                roll_size: None,
                roll_cap: Some(roll_cap),
            },
        }
    }
}

impl TryFrom<RollForm> for RollTerms {
    type Error = String;

    fn try_from(form: RollForm) -> Result<Self, String> {
        match form {
            RollForm {
                kind: Kind::Closed,
                root: Some(root),
                size: Some(size),
                roll_size: Some(roll_size),
                roll_cap: None,
            } => {
                let root = Hash::from_text(&root).map_err(|error| error.to_string())?;
                Ok(Self::Closed { root, size, roll_size })
            }
            RollForm {
                kind: Kind::Open,
                root: None,
                size: None,
                roll_size: None,
                roll_cap: Some(roll_cap),
            } => Ok(Self::Open { roll_cap }),
            RollForm { kind: Kind::Closed, .. } => {
                Err("a closed roll has root, size and roll_size, and nothing else".to_owned())
            }
            RollForm { kind: Kind::Open, .. } => {
                Err("an open roll has roll_cap, and nothing else".to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_fields_and_no_others() {
        let root = "A".repeat(43) + "=";
        let closed = format!(r#"{{"kind":"closed","root":"{root}","size":3,"roll_size":[3]}}"#);
        let open = r#"{"kind":"open","roll_cap":[{"cap":3,"source":"census"}]}"#;
        for good in [closed.as_str(), open] {
            let terms: RollTerms = serde_json::from_str(good).unwrap();
            assert_eq!(serde_json::to_string(&terms).unwrap(), good);
        }
        let mixed = closed.replace("\"size\":3", "\"size\":3,\"roll_cap\":[]");
        let other = open.replace("open", "half-open");
        let extra = open.replace("\"kind\"", "\"since\":1,\"kind\"");
        for bad in [mixed, other, extra, r#"{"kind":"open"}"#.to_owned()] {
            assert!(serde_json::from_str::<RollTerms>(&bad).is_err(), "{bad}");
        }
    }
}
