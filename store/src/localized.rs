//! A text in the languages that have one, stored as a JSON object: language tag -> text.

use crate::StoreError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name or title in several languages. Keys are the first parts of addresses: uz, ru, en, ...
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(BTreeMap<String, String>);

/// Where to look when a language has no text: Uzbek in Latin script, then any.
const FALLBACK: &str = "uz";

impl Localized {
    /// The text in `lang`, else in Uzbek, else in any language; empty when there is none at all.
    #[must_use]
    pub fn text(&self, lang: &str) -> &str {
        self.0
            .get(lang)
            .or_else(|| self.0.get(FALLBACK))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The texts with their language tags, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(lang, text)| (lang.as_str(), text.as_str()))
    }

    /// As a column holds it.
    pub(crate) fn to_json(&self) -> String {
        // A map of strings always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

stored_as!(Localized, String);

impl TryFrom<String> for Localized {
    type Error = StoreError;

    fn try_from(json: String) -> Result<Self, StoreError> {
        serde_json::from_str(&json).map_err(|error| StoreError::Corrupt(error.to_string()))
    }
}

impl<L: Into<String>, T: Into<String>> FromIterator<(L, T)> for Localized {
    fn from_iter<I: IntoIterator<Item = (L, T)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(lang, text)| (lang.into(), text.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Localized;

    #[test]
    fn falls_back_to_uzbek_and_then_to_anything() {
        let name: Localized = [("ru", "Юнусабад"), ("uz", "Yunusobod")].into_iter().collect();
        assert_eq!(name.text("ru"), "Юнусабад");
        assert_eq!(name.text("en"), "Yunusobod");
        let only: Localized = [("en", "Boston")].into_iter().collect();
        assert_eq!(only.text("ru"), "Boston");
        assert_eq!(Localized::default().text("uz"), "");
    }
}
