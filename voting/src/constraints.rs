//! What a contest asks of its winners beyond the envelope: the parameter `constraints` of its rule
//! (section 2), beside those that the rule itself documents.
//!
//! A contest without constraints has no such parameter. The booth, to which it means nothing, reads
//! it as it reads any other.

use serde::{Deserialize, Serialize};
use tally::{Decimal, TallyError};

use crate::manifest::Rule;

/// The parameter's name.
pub const CONSTRAINTS: &str = "constraints";

/// The constraints of a contest. What is not asked is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraints {
    /// The least number of supporters with which a project takes part.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub min_votes: u64,
    /// Limits of some projects; a project may stand under several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    /// The parts of the envelope, which share out all projects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A limit of some projects, of their number or of their money or of both. A number of 1 makes them
/// exclude each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Unlike all others.
    pub name: String,
    /// Ids of the projects under it.
    pub projects: Vec<String>,
    /// At most so many of them are funded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Together they get at most so many so'm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
}

/// A part of the envelope, decided by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Unlike all others.
    pub name: String,
    /// Its so'm.
    pub amount: u64,
    /// Ids of its projects.
    pub projects: Vec<String>,
}

impl Constraints {
    /// Whether nothing is asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.min_votes == 0 && self.limits.is_empty() && self.parts.is_empty()
    }

    /// The part of the envelope for which a project competes; none where the envelope is one.
    #[must_use]
    pub fn part_of(&self, project: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.projects.iter().any(|id| id == project))
    }

    /// The constraints of a rule as a manifest names it; empty where it says none.
    ///
    /// # Errors
    /// A parameter that is not of the form that [`Constraints::put_into`] writes.
    pub fn of(rule: &Rule) -> Result<Self, TallyError> {
        let Some(value) = rule.params.get(CONSTRAINTS) else { return Ok(Self::default()) };
        let wrong = |reason: String| TallyError::BadParameter { name: CONSTRAINTS, reason };
        let read: Self =
            serde_json::from_value(value.clone()).map_err(|error| wrong(error.to_string()))?;
        if read.is_empty() || serde_json::to_value(&read).ok().as_ref() != Some(value) {
            return Err(wrong("what is not asked is left out".to_owned()));
        }
        Ok(read)
    }

    /// Adds them to a rule; nothing where they are empty.
    pub fn put_into(&self, rule: &mut Rule) {
        if self.is_empty() {
            return;
        }
        if let Ok(value) = serde_json::to_value(self) {
            rule.params.insert(CONSTRAINTS.to_owned(), value);
        }
    }

    /// As the tally applies them.
    #[must_use]
    pub fn to_tally(&self) -> tally::Constraints {
        let ids = |projects: &[String]| {
            projects.iter().map(|id| tally::ProjectId::from(id.clone())).collect()
        };
        let limits = self.limits.iter().map(|limit| tally::Limit {
            name: limit.name.clone(),
            projects: ids(&limit.projects),
            number: limit.number,
            amount: limit.amount.map(Decimal::from),
        });
        let parts = self.parts.iter().map(|part| tally::Part {
            name: part.name.clone(),
            amount: Decimal::from(part.amount),
            projects: ids(&part.projects),
        });
        tally::Constraints {
            min_votes: self.min_votes,
            limits: limits.collect(),
            parts: parts.collect(),
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out a reference; in a browser the lint holds its peace"
)]
const fn is_zero(votes: &u64) -> bool {
    *votes == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn rule(constraints: Value) -> Rule {
        let params = [(CONSTRAINTS.to_owned(), constraints)].into_iter().collect();
        Rule { name: "greedy_votes".to_owned(), params }
    }

    #[test]
    fn constraints_are_read_as_they_are_written() {
        let limit = Limit {
            name: "roads".to_owned(),
            projects: vec!["a".to_owned()],
            number: Some(1),
            amount: None,
        };
        let part = Part { name: "all".to_owned(), amount: 70, projects: vec!["a".to_owned()] };
        let asked = Constraints { min_votes: 2, limits: vec![limit], parts: vec![part] };
        let mut rule = Rule { name: "greedy_votes".to_owned(), params: serde_json::Map::new() };
        assert_eq!(Constraints::of(&rule), Ok(Constraints::default()));
        Constraints::default().put_into(&mut rule);
        assert!(rule.params.is_empty());
        asked.put_into(&mut rule);
        let written = json!({
            "min_votes": 2,
            "limits": [{ "name": "roads", "projects": ["a"], "number": 1 }],
            "parts": [{ "name": "all", "amount": 70, "projects": ["a"] }],
        });
        assert_eq!(rule.params[CONSTRAINTS], written);
        assert_eq!(Constraints::of(&rule), Ok(asked));
    }

    #[test]
    fn another_form_is_refused() {
        for other in [
            json!({}),
            json!([]),
            json!(50),
            json!({ "min_votes": 0 }),
            json!({ "min_votes": "2" }),
            json!({ "min_votes": 2, "limits": [] }),
            json!({ "min_votes": 2, "most": 3 }),
            json!({ "limits": [{ "name": "roads" }] }),
            json!({ "limits": [{ "name": "roads", "projects": [], "number": -1 }] }),
            json!({ "parts": [{ "name": "all", "projects": ["a"] }] }),
        ] {
            let refused = Constraints::of(&rule(other.clone()));
            assert!(matches!(refused, Err(TallyError::BadParameter { .. })), "{other}");
        }
    }
}
