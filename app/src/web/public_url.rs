//! The addresses under which browsers reach this installation.

use http::Uri;
use std::net::IpAddr;
use std::str::FromStr;
use thiserror::Error;

/// Scheme, host and port of the pages, as browsers send them in `Origin` (RFC 6454), and where
/// registrar and ballot box answer, if they are reached at addresses of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    /// The host without its port.
    name: String,
    secure: bool,
    issue: Option<String>,
    cast: Option<String>,
    cast_from: Vec<String>,
}

/// Why an address cannot be the public one.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum PublicUrlError {
    /// Not `https://HOST`, `https://HOST:PORT` or the same with http on loopback.
    #[error("{0:?} is not of the form https://HOST, without a path")]
    Form(String),
    /// Plain http would send session cookies in the clear.
    #[error("{0:?} is not https: http is for loopback only")]
    Plain(String),
    /// The session's cookie belongs to one host.
    #[error("{0:?} is another host than the pages', whose session would not be sent there")]
    OtherHost(String),
}

impl PublicUrl {
    /// `https://hashar.example`
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// `hashar.example`, with the port where it is not the scheme's own.
    #[must_use]
    pub fn host(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether cookies are sent over TLS only; not on plain-http loopback.
    #[must_use]
    pub const fn secure(&self) -> bool {
        self.secure
    }

    /// Whether nobody but this machine reaches it.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.name)
    }

    /// The registrar is reached at this address: another port of the pages' host, because the
    /// session's cookie is sent to no other host.
    ///
    /// # Errors
    /// [`PublicUrlError::OtherHost`].
    pub fn issue_at(mut self, registrar: &Self) -> Result<Self, PublicUrlError> {
        if registrar.name != self.name || registrar.secure != self.secure {
            return Err(PublicUrlError::OtherHost(registrar.origin.clone()));
        }
        self.issue = Some(registrar.origin.clone());
        Ok(self)
    }

    /// The ballot box is reached at this address, of any host: it is sent no cookie.
    #[must_use]
    pub fn cast_at(mut self, ballot_box: &Self) -> Self {
        self.cast = Some(ballot_box.origin.clone());
        self
    }

    /// Pages of this address, too, may cast here.
    #[must_use]
    pub fn cast_from(mut self, pages: &Self) -> Self {
        self.cast_from.push(pages.origin.clone());
        self
    }

    /// Where a path of the registrar is asked: a path alone where it is the pages' own address.
    #[must_use]
    pub fn issue(&self, path: &str) -> String {
        format!("{}{path}", self.issue.as_deref().unwrap_or_default())
    }

    /// The same for the ballot box.
    #[must_use]
    pub fn cast(&self, path: &str) -> String {
        format!("{}{path}", self.cast.as_deref().unwrap_or_default())
    }

    /// Addresses other than the pages' own that they connect to.
    pub fn elsewhere(&self) -> impl Iterator<Item = &str> {
        self.issue.iter().chain(&self.cast).map(String::as_str)
    }

    /// Origins of pages that may cast here.
    pub fn casting_origins(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.origin).chain(&self.cast_from).map(String::as_str)
    }

    /// The whole address of a path.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let form = || PublicUrlError::Form(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| form())?;
        let (scheme, host) = uri.scheme_str().zip(uri.host()).ok_or_else(form)?;
        let (secure, default) = match scheme {
            "https" => (true, 443),
            "http" => (false, 80),
            _ => return Err(form()),
        };
        let host = host.to_lowercase();
        let origin = match uri.port_u16().filter(|port| *port != default) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        // Anything beyond, such as a user or a path, is not part of an origin.
        let given = text.strip_suffix('/').unwrap_or(text).to_lowercase();
        if given != origin && given != format!("{origin}:{default}") {
            return Err(form());
        }
        if !secure && !is_loopback(&host) {
            return Err(PublicUrlError::Plain(text.to_owned()));
        }
        let cast_from = Vec::new();
        Ok(Self { origin, name: host, secure, issue: None, cast: None, cast_from })
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<PublicUrl, PublicUrlError> {
        text.parse()
    }

    #[test]
    fn an_origin_is_as_browsers_write_it() {
        for (text, origin, secure) in [
            ("https://Hashar.Example/", "https://hashar.example", true),
            ("https://hashar.example:443", "https://hashar.example", true),
            ("https://hashar.example:8443", "https://hashar.example:8443", true),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000", false),
            ("http://localhost:3000", "http://localhost:3000", false),
            ("http://[::1]:3000", "http://[::1]:3000", false),
        ] {
            let url = parse(text).unwrap();
            assert_eq!((url.origin(), url.secure()), (origin, secure), "{text}");
            assert!(origin.ends_with(&format!("://{}", url.host())), "{text}");
        }
    }

    #[test]
    fn registrar_and_box_may_live_elsewhere() {
        let pages = parse("https://hashar.example").unwrap();
        assert_eq!((pages.issue("/i"), pages.cast("/c")), ("/i".to_owned(), "/c".to_owned()));
        let registrar = parse("https://hashar.example:8443").unwrap();
        let ballot_box = parse("https://box.example").unwrap();
        let pages = pages.issue_at(&registrar).unwrap().cast_at(&ballot_box);
        assert_eq!(pages.issue("/i"), "https://hashar.example:8443/i");
        assert_eq!(pages.cast("/c"), "https://box.example/c");
        let elsewhere: Vec<&str> = pages.elsewhere().collect();
        assert_eq!(elsewhere, ["https://hashar.example:8443", "https://box.example"]);
        let refused = pages.issue_at(&ballot_box);
        assert!(matches!(refused, Err(PublicUrlError::OtherHost(_))), "{refused:?}");
    }

    #[test]
    fn paths_users_and_plain_http_are_refused() {
        for text in
            ["", "hashar.example", "ftp://a", "https://a/path", "https://u@a", "https://a?q"]
        {
            assert!(matches!(parse(text), Err(PublicUrlError::Form(_))), "{text}");
        }
        for text in ["http://hashar.example", "http://10.0.0.1:3000", "http://127.0.0.1.evil"] {
            assert!(matches!(parse(text), Err(PublicUrlError::Plain(_))), "{text}");
        }
    }
}
