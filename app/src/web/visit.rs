//! One request for a page: who asks, in which language, and when.

use super::problem::Problem;
use super::session::{SESSION_LIMITS, sent_token};
use super::site::Site;
use crate::i18n::{Lang, Words};
use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, COOKIE, IF_NONE_MATCH};
use http::request::Parts;
use std::sync::Arc;
use store::sessions::SessionView;
use store::{TokenHash, UnixTime};

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
    /// Who is signed in; looked up only where the browser sent a session's cookie.
    pub session: Option<Arc<SessionView>>,
    /// The whole path with its query, to come back to.
    pub address: String,
    pub(super) token: Option<TokenHash>,
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

    /// The visit of somebody who is not signed in, as far as this request says.
    #[must_use]
    pub fn anonymous(parts: &Parts, site: &Site) -> Self {
        let (lang, path) = split(parts.uri.path());
        Self {
            lang: lang.unwrap_or_else(|| preferred(parts)),
            path: path.to_owned(),
            now: site.clock.now(),
            session: None,
            address: parts.uri.path_and_query().map_or(path, |whole| whole.as_str()).to_owned(),
            token: None,
            if_none_match: header(parts, &IF_NONE_MATCH).map(str::to_owned),
            site: site.clone(),
        }
    }

    /// Looks up the session, for pages alone: static files are the same for everybody.
    pub(super) async fn sign_in(&mut self, parts: &Parts) -> Result<(), Problem> {
        if split(parts.uri.path()).0.is_none() {
            return Ok(());
        }
        self.token = sent_token(&parts.headers, self.site.public_url.secure());
        if let Some(token) = self.token {
            let session = self.site.store.session(token, self.now, &SESSION_LIMITS).await?;
            self.session = session.map(Arc::new);
        }
        Ok(())
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Problem;

    /// Any address outside the languages is not found.
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        if split(parts.uri.path()).0.is_none() {
            return Err(Problem::NotFound);
        }
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::anonymous(parts, site)))
    }
}

/// The language for an address without one: cookie, then browser, then Uzbek.
#[must_use]
pub fn preferred(parts: &Parts) -> Lang {
    cookie(&parts.headers, LANGUAGE_COOKIE)
        .and_then(Lang::from_code)
        .unwrap_or_else(|| header(parts, &ACCEPT_LANGUAGE).map_or(Lang::Uz, Lang::negotiate))
}

/// The value of a cookie (RFC 6265 section 4.2), the first one of that name.
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    cookies(headers, name).next()
}

/// The value of a cookie that was sent once. Two of one name: one of them was planted by another
/// host of the domain or a longer path, and none can be trusted.
pub fn only_cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut sent = cookies(headers, name);
    sent.next().filter(|_| sent.next().is_none())
}

fn cookies<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim_start().split_once('='))
        .filter(move |(key, _)| *key == name)
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

    #[test]
    fn a_cookie_that_was_sent_twice_is_nobodys() {
        let sent = |lines: &[&'static str]| {
            let lines = lines.iter().map(|line| (COOKIE, http::HeaderValue::from_static(line)));
            lines.collect::<HeaderMap>()
        };
        let once = sent(&["other=1; hashar=one", "hashar2=x"]);
        assert_eq!(only_cookie(&once, "hashar"), Some("one"));
        for twice in [&["hashar=one; hashar=two"][..], &["hashar=one", "a=b;hashar=one"]] {
            let twice = sent(twice);
            assert_eq!(only_cookie(&twice, "hashar"), None);
            assert_eq!(cookie(&twice, "hashar"), Some("one"));
        }
        assert_eq!(only_cookie(&sent(&["hasha=one; Hashar=one; hashar"]), "hashar"), None);
    }
}
