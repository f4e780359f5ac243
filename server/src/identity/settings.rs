//! What must be known of a provider, from the configuration.

use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;
use url::{Host, Url};

/// An OpenID Connect provider and this site's account there.
#[derive(Clone)]
pub struct Settings {
    /// `iss`: where `.well-known/openid-configuration` lies.
    /// Kept as it is written, because tokens must repeat it exactly.
    pub issuer: String,
    /// This site's id at the provider.
    pub client_id: String,
    /// This site's secret at the provider; empty for a public client.
    pub client_secret: String,
    /// The authentication context that is asked for and required, or empty.
    pub acr: String,
    /// Scopes beside `openid`.
    pub scopes: Vec<String>,
    /// The provider's name for people, by language.
    pub name: BTreeMap<String, String>,
    /// Which claims say what.
    pub claims: ClaimNames,
}

/// The names of the claims that are read from an ID token.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimNames {
    /// The identity number, 14 digits.
    pub number: String,
    /// The person's name.
    pub name: String,
    /// Birth date, `YYYY-MM-DD`.
    pub birth_date: String,
    /// Code of the mahalla of residence.
    pub mahalla: String,
}

/// Why a provider cannot be used. Each names its key.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// There is none.
    #[error("identity.issuer is empty: name an OpenID Connect provider, or start a --demo")]
    NoIssuer,
    /// Not an address, or plain http.
    #[error("identity.issuer {0:?} is not an https address (http is for loopback only)")]
    Issuer(String),
    /// No id.
    #[error("identity.client_id is empty: register this site at the provider")]
    NoClient,
}

impl Settings {
    /// Checks the provider's address and gives it back as it is written.
    ///
    /// # Errors
    /// [`SettingsError`]
    pub fn parse_issuer(text: &str) -> Result<String, SettingsError> {
        if text.is_empty() {
            return Err(SettingsError::NoIssuer);
        }
        let url = Url::parse(text).map_err(|_| SettingsError::Issuer(text.to_owned()))?;
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        match url.scheme() {
            "https" => Ok(text.to_owned()),
            "http" if loopback => Ok(text.to_owned()),
            _ => Err(SettingsError::Issuer(text.to_owned())),
        }
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = out.debug_struct("Settings");
        shown.field("issuer", &self.issuer).field("client_id", &self.client_id);
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn a_provider_is_reached_over_tls_except_on_loopback() {
        for good in ["https://id.example/", "http://127.0.0.1:3000/demo-issuer", "http://[::1]:1"] {
            assert!(Settings::parse_issuer(good).is_ok(), "{good}");
        }
        for bad in ["", "id.example", "http://id.example", "http://127.0.0.1.example", "ftp://a"] {
            let error = Settings::parse_issuer(bad).unwrap_err().to_string();
            assert!(error.contains("identity.issuer"), "{error}");
        }
    }
}
