//! Sessions: the cookie, who it belongs to, and what they may do.
//!
//! The cookie holds 32 random bytes, the database their SHA-256. Off loopback it carries the
//! prefix `__Host-`, so that no other host of the domain can set it and no plain-http answer can
//! (RFC 6265bis section 4.1.3.2).

use super::problem::Problem;
use super::visit::{Visit, only_cookie};
use http::{HeaderMap, HeaderValue};
use sha2::{Digest as _, Sha256};
use store::roles::Role;
use store::sessions::{Lifetime, NewSession, SessionLimits, SessionView};
use store::{PersonId, TerritoryId, TokenHash, UnixTime};

/// Residents: 30 minutes idle, 12 hours in all. Officials: 10 minutes and 8 hours.
pub const SESSION_LIMITS: SessionLimits = SessionLimits {
    residents: Lifetime { idle: 30 * 60, absolute: 12 * 3_600 },
    officials: Lifetime { idle: 10 * 60, absolute: 8 * 3_600 },
};

const NAME: &str = "hashar";

/// A cookie of this site: host-only, out of reach of scripts, not sent with foreign forms.
pub struct SiteCookie<'a> {
    /// Its name, without the prefix.
    pub name: &'a str,
    /// Its value; an empty one deletes the cookie.
    pub value: &'a str,
    /// Seconds that it is kept; `None` until the browser closes.
    pub max_age: Option<u32>,
}

impl SiteCookie<'_> {
    /// The value of `Set-Cookie`; `None` when the cookie's value has a character it must not.
    #[must_use]
    pub fn header(&self, secure: bool) -> Option<HeaderValue> {
        let name = full_name(self.name, secure);
        let mut text = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax", self.value);
        if secure {
            text.push_str("; Secure");
        }
        match self.max_age {
            _ if self.value.is_empty() => text.push_str("; Max-Age=0"),
            Some(seconds) => text.push_str(&format!("; Max-Age={seconds}")),
            None => {}
        }
        HeaderValue::try_from(text).ok()
    }

    /// What deletes the session's cookie.
    #[must_use]
    pub fn end_session(secure: bool) -> Option<HeaderValue> {
        SiteCookie { name: NAME, value: "", max_age: None }.header(secure)
    }
}

/// The name of a cookie on the wire: with its prefix, except on plain-http loopback.
#[must_use]
pub fn full_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

impl Visit {
    /// Who is signed in.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`].
    pub fn person(&self) -> Result<&SessionView, Problem> {
        self.session.as_deref().ok_or(Problem::SignInNeeded)
    }

    /// An official who holds `role` for `territory`, there or in what it lies in; `None` asks for
    /// the whole country.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`]; [`Problem::Forbidden`].
    pub async fn official(
        &self,
        role: Role,
        territory: Option<TerritoryId>,
    ) -> Result<&SessionView, Problem> {
        let view = self.person()?;
        match self.site.store.holds(view.person, role, territory).await? {
            true => Ok(view),
            false => Err(Problem::Forbidden),
        }
    }

    /// Who signed in at the provider at most `max_age` seconds ago: for acts that weigh much.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`]; [`Problem::FreshSignInNeeded`], whose page asks the provider to
    /// ask for the person again and comes back here.
    pub fn fresh(&self, max_age: UnixTime) -> Result<&SessionView, Problem> {
        let view = self.person()?;
        match self.now.saturating_sub(view.session.authed_at) <= max_age {
            true => Ok(view),
            false => Err(Problem::FreshSignInNeeded),
        }
    }

    /// Opens a session for who just signed in and ends the one that this browser had before.
    ///
    /// # Errors
    /// [`Problem::Internal`] without randomness; what the store says.
    pub async fn open_session(
        &self,
        person: PersonId,
        device: String,
        authed_at: UnixTime,
    ) -> Result<HeaderValue, Problem> {
        let token = self.site.entropy.token()?;
        let session = NewSession {
            token_hash: token_hash(&token),
            person,
            device,
            authed_at,
            replaces: self.token,
        };
        self.site.store.open_session(&session, self.now).await?;
        let cookie = SiteCookie { name: NAME, value: &token, max_age: None };
        cookie.header(self.site.public_url.secure()).ok_or(Problem::Internal)
    }

    /// Ends the session of this browser; gives what deletes its cookie.
    ///
    /// # Errors
    /// What the store says.
    pub async fn close_session(&self) -> Result<Option<HeaderValue>, Problem> {
        if let Some(token) = self.token {
            self.site.store.close_session(token, self.now).await?;
        }
        Ok(SiteCookie::end_session(self.site.public_url.secure()))
    }
}

/// The hash of the session token that a browser sent, if it sent one.
#[must_use]
pub fn sent_token(headers: &HeaderMap, secure: bool) -> Option<TokenHash> {
    only_cookie(headers, &full_name(NAME, secure)).map(token_hash)
}

fn token_hash(token: &str) -> TokenHash {
    TokenHash(Sha256::digest(token.as_bytes()).into())
}

#[cfg(test)]
mod tests {
    use super::SiteCookie;

    #[test]
    fn cookies_are_host_only_and_secure_off_loopback() {
        let cookie = |value, max_age, secure| {
            let header = SiteCookie { name: "hashar", value, max_age }.header(secure).unwrap();
            header.to_str().unwrap().to_owned()
        };
        assert_eq!(
            cookie("abc", None, true),
            "__Host-hashar=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            cookie("abc", Some(600), false),
            "hashar=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
        );
        assert!(cookie("", Some(600), true).ends_with("; Secure; Max-Age=0"));
    }
}
