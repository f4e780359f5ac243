//! Authorization codes: each works once and not for long.

use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use store::UnixTime;

/// Seconds from choosing a person to fetching the token.
const LIFETIME: UnixTime = 60;

/// What a code stands for.
#[derive(Clone)]
pub(super) struct Granted {
    /// The person's key.
    pub(super) person: String,
    pub(super) redirect_uri: String,
    /// SHA-256 of the verifier, base64url.
    pub(super) code_challenge: String,
    pub(super) nonce: Option<String>,
    pub(super) auth_time: UnixTime,
}

/// Codes that are out, by their SHA-256.
#[derive(Default)]
pub(super) struct Codes(Mutex<HashMap<[u8; 32], Granted>>);

impl Codes {
    /// Gives out a code.
    pub(super) fn put(&self, code: &str, granted: Granted) {
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = granted.auth_time;
        out.retain(|_, old| now.saturating_sub(old.auth_time) < LIFETIME);
        out.insert(Sha256::digest(code.as_bytes()).into(), granted);
    }

    /// Takes a code back; whoever comes second gets nothing.
    pub(super) fn take(&self, code: &str, now: UnixTime) -> Option<Granted> {
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash: [u8; 32] = Sha256::digest(code.as_bytes()).into();
        out.remove(&hash).filter(|granted| now.saturating_sub(granted.auth_time) < LIFETIME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_and_for_a_minute() {
        let codes = Codes::default();
        let granted = Granted {
            person: "lola".to_owned(),
            redirect_uri: String::new(),
            code_challenge: String::new(),
            nonce: None,
            auth_time: 100,
        };
        codes.put("a", granted.clone());
        assert_eq!(codes.take("a", 159).unwrap().person, "lola");
        assert!(codes.take("a", 159).is_none());
        codes.put("b", granted);
        assert!(codes.take("b", 160).is_none());
        assert!(codes.take("c", 100).is_none());
    }
}
