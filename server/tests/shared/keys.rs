//! The keys of a vote in two contests, fixed: making them takes seconds.

#![allow(dead_code, reason = "each test program needs a part of it")]

use ed25519_dalek::SigningKey;
use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

/// One of two RSA-2048 keys that `voting` keeps for tests.
pub(crate) fn registrar_pem(number: usize) -> &'static str {
    [
        include_str!("../../../voting/tests/keys/registrar-2048-1.pem"),
        include_str!("../../../voting/tests/keys/registrar-2048-2.pem"),
    ][number]
}

/// The key of a log, of promises or of the organiser, by its number.
pub(crate) fn note_key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

/// Writes the keys of a season's vote into their folder below `all`.
pub(crate) fn write_keys(all: &Path, season: &str) {
    let folder = all.join(season);
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).unwrap();
    for (name, number) in [
        ("issuance-log.key", 11),
        ("ballots-log.key", 12),
        ("promise.key", 13),
        ("organiser.key", 14),
        ("roll-pepper", 50),
    ] {
        write_key(&folder.join(name), note_key(number).as_bytes());
    }
    for number in 0..2 {
        let path = folder.join(format!("registrar-{number}.pem"));
        write_key(&path, registrar_pem(number).as_bytes());
    }
}

pub(crate) fn write_key(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}
