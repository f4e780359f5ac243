//! One request for a page: who asks, in which language, and when.

use super::problem::Problem;
use super::site::Site;
use crate::i18n::{Lang, Words};
use axum::extract::FromRequestParts;
use http::header::{ACCEPT_LANGUAGE, COOKIE, IF_NONE_MATCH};
use http::request::Parts;
use store::UnixTime;

/// The cookie that remembers a chosen language. Pages never set it: choosing one does.
pub const LANGUAGE_COOKIE: &str = "language";

/// What a page's handler knows about its request.
#[derive(Clone)]
pub struct Visit {
    /// What every page may use.
    pub site: Site,
    /// The language of the address, or of the browser where the address has none.
    pub lang: Lang,
    /// The path after the language, starting with a slash.
    pub path: String,
    /// The time, read once for the whole request.
    pub now: UnixTime,
    pub(super) if_none_match: Option<String>,
}

impl Visit {
    /// The messages of the visit's language.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::of(self.lang)
    }

    /// The address of a page in the visit's language: `/projects` -> `/uz/projects`.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.lang.code())
    }

    pub(super) fn read(parts: &Parts, site: &Site) -> Self {
        let (lang, path) = split(parts.uri.path());
        Self {
            lang: lang.unwrap_or_else(|| preferred(parts)),
            path: path.to_owned(),
            now: site.clock.now(),
            if_none_match: header(parts, &IF_NONE_MATCH).map(str::to_owned),
            site: site.clone(),
        }
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Problem;

    /// Any address outside the languages is not found.
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        if split(parts.uri.path()).0.is_none() {
            return Err(Problem::NotFound);
        }
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::read(parts, site)))
    }
}

/// The language for an address without one: cookie, then browser, then Uzbek.
#[must_use]
pub fn preferred(parts: &Parts) -> Lang {
    cookie(parts, LANGUAGE_COOKIE)
        .and_then(Lang::from_code)
        .unwrap_or_else(|| header(parts, &ACCEPT_LANGUAGE).map_or(Lang::Uz, Lang::negotiate))
}

/// The value of a cookie (RFC 6265 section 4.2).
pub fn cookie<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    let pairs = header(parts, &COOKIE)?.split("; ");
    pairs
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn header<'p>(parts: &'p Parts, name: &http::HeaderName) -> Option<&'p str> {
    parts.headers.get(name)?.to_str().ok()
}

/// `/uz/projects` -> Uzbek and `/projects`.
fn split(path: &str) -> (Option<Lang>, &str) {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let (first, after) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    match Lang::from_code(first) {
        Some(lang) => (Some(lang), if after.is_empty() { "/" } else { after }),
        None => (None, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_begins_with_its_language() {
        assert_eq!(split("/ru/projects/12"), (Some(Lang::Ru), "/projects/12"));
        assert_eq!(split("/uz/"), (Some(Lang::Uz), "/"));
        assert_eq!(split("/uz"), (Some(Lang::Uz), "/"));
        assert_eq!(split("/uzbek/"), (None, "/uzbek/"));
        assert_eq!(split("/"), (None, "/"));
    }
}
