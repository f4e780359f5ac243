//! Where the database is.

use crate::{Result, StoreError};
use std::fmt;
use std::str::FromStr;

/// A database address. Displayed without its password.
#[derive(Clone)]
pub enum DatabaseUrl {
    /// A file, created when it is missing.
    Sqlite(String),
    /// A server.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self> {
        if text.strip_prefix("sqlite://").is_some_and(|file| !file.is_empty()) {
            return Ok(Self::Sqlite(text.to_owned()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(StoreError::Address(redacted(text)))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(address) => out.write_str(address),
            Self::Postgres(address) => out.write_str(&redacted(address)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// The address without a password, wherever it stands: before the host or among the parameters.
fn redacted(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else {
        return address
            .split_once("://")
            .map_or("...".to_owned(), |(kind, _)| format!("{kind}://..."));
    };
    if url.password().is_some() && url.set_password(Some("...")).is_err() {
        return format!("{}://...", url.scheme());
    }
    if url.query_pairs().any(|(key, _)| key == "password") {
        url.set_query(None);
    }
    url.into()
}

#[cfg(test)]
mod tests {
    use super::DatabaseUrl;
    use crate::StoreError;

    fn parse(text: &str) -> Result<DatabaseUrl, StoreError> {
        text.parse()
    }

    #[test]
    fn shows_no_password() {
        for address in [
            "postgres://hashar:hunter2@db.example/hashar",
            "postgresql://db.example/hashar?user=hashar&password=hunter2",
        ] {
            let url = parse(address).expect("a server's address");
            assert!(!format!("{url} {url:?}").contains("hunter2"), "{url}");
            assert!(url.to_string().contains("db.example/hashar"), "{url}");
        }
        let unknown = parse("mysql://hashar:hunter2@db.example/hashar").expect_err("not ours");
        assert!(!format!("{unknown} {unknown:?}").contains("hunter2"), "{unknown}");
    }

    #[test]
    fn keeps_what_has_no_password() {
        let url = parse("postgres://test@127.0.0.1:5432/postgres").expect("a server's address");
        assert_eq!(url.to_string(), "postgres://test@127.0.0.1:5432/postgres");
        assert!(matches!(parse("sqlite://hashar.db"), Ok(DatabaseUrl::Sqlite(_))));
        assert!(matches!(parse("sqlite://"), Err(StoreError::Address(_))));
        assert!(matches!(parse("hashar.db"), Err(StoreError::Address(_))));
    }
}
