//! What stands after the question mark of an address.

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use std::convert::Infallible;

/// The fields of a query. Whatever somebody typed there, the page can still be shown: of two
/// fields of one name the first counts, and what cannot be decoded is empty.
#[derive(Clone, Debug, Default)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// A field without spaces around it, cut at `longest` characters; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str, longest: usize) -> String {
        let field = self.0.iter().find(|(field, _)| field == name);
        field.map_or_else(String::new, |(_, text)| text.trim().chars().take(longest).collect())
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = Query::try_from_uri(&parts.uri);
        Ok(Self(query.map(|Query(fields)| fields).unwrap_or_default()))
    }
}
