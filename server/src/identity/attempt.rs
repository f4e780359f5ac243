//! A sign-in under way, bound to the browser that began it.

use app::web::{Entropy, NoEntropy, SiteCookie, full_name, only_cookie};
use http::HeaderValue;
use http::request::Parts;
use sha2::{Digest as _, Sha256};
use store::StateHash;

/// Seconds that a sign-in may take at the provider.
pub(super) const LIFETIME: u32 = 600;

/// The cookie that binds attempts to a browser. Attempts in several tabs share one.
const COOKIE: &str = "hashar-sign-in";

/// Random words of an attempt: `state`, `nonce` and the PKCE verifier, and the browser's own.
pub(super) struct Attempt {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    browser: String,
}

impl Attempt {
    /// A new attempt; the browser keeps the word that it has.
    pub(super) fn new(entropy: &Entropy, parts: &Parts, secure: bool) -> Result<Self, NoEntropy> {
        let browser = match browser(parts, secure) {
            Some(known) => known.to_owned(),
            None => entropy.token()?,
        };
        Ok(Self {
            state: entropy.token()?,
            nonce: entropy.token()?,
            verifier: entropy.token()?,
            browser,
        })
    }

    /// What the store knows of the attempt.
    pub(super) fn hash(&self) -> StateHash {
        hash(&self.state, &self.browser)
    }

    /// What binds the attempt to its browser.
    pub(super) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        SiteCookie { name: COOKIE, value: &self.browser, max_age: Some(LIFETIME) }.header(secure)
    }
}

/// The hash of an answer's `state` together with the browser that brought it; `None` for a browser
/// that began nothing.
pub(super) fn answered(parts: &Parts, secure: bool, state: &str) -> Option<StateHash> {
    browser(parts, secure).map(|browser| hash(state, browser))
}

/// Tells browsers apart that began a sign-in lately; `None` for the others.
pub(super) fn browser_hash(parts: &Parts, secure: bool) -> Option<[u8; 32]> {
    browser(parts, secure).map(|browser| Sha256::digest(browser.as_bytes()).into())
}

fn browser(parts: &Parts, secure: bool) -> Option<&str> {
    only_cookie(&parts.headers, &full_name(COOKIE, secure)).filter(|value| !value.is_empty())
}

/// The browser's word goes in as a digest of its own, so the pair is unambiguous.
fn hash(state: &str, browser: &str) -> StateHash {
    let browser = Sha256::digest(browser.as_bytes());
    StateHash(Sha256::new().chain_update(browser).chain_update(state.as_bytes()).finalize().into())
}
