//! People who signed in at a provider, and sessions of theirs.

#![allow(dead_code, reason = "each test program needs a part of it")]

use sha2::{Digest as _, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use store::people::NewAccount;
use store::sessions::NewSession;
use store::{Nullifier, PersonId, Store, TokenHash};

/// Tells the sessions of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// The account of a person by number, of whom nothing is known but a name.
pub(crate) fn account(number: u8) -> NewAccount {
    NewAccount {
        issuer: "https://id.example".to_owned(),
        subject: number.to_string(),
        nullifier: Nullifier([number; 32]),
        name: format!("Person {number}"),
        born_on: None,
        mahalla: None,
    }
}

/// Opens one more session of a person; gives what its cookie holds.
pub(crate) async fn sign_in(store: &Store, person: PersonId, at: i64) -> String {
    let token = format!("token-{}-{}", person, NUMBER.fetch_add(1, Ordering::Relaxed));
    open_session(store, person, &token, at).await;
    token
}

/// Opens a session whose cookie holds `token`.
pub(crate) async fn open_session(store: &Store, person: PersonId, token: &str, at: i64) {
    let session = NewSession {
        token_hash: TokenHash(Sha256::digest(token).into()),
        person,
        device: "a browser".to_owned(),
        authed_at: at,
        replaces: None,
    };
    store.open_session(&session, at).await.unwrap();
}
