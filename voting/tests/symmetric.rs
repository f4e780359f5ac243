//! HKDF-SHA-256 and ChaCha20-Poly1305 against Wycheproof.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use data_encoding::HEXLOWER;
use serde_json::Value;
use voting::hash::{hkdf_expand, hkdf_extract};

fn groups(file: &str) -> Option<Vec<Value>> {
    let path = fixtures::shared(&format!("vectors/wycheproof/{file}_test.json"))?;
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    Some(file["testGroups"].as_array().unwrap().clone())
}

fn hex(text: &Value) -> Vec<u8> {
    HEXLOWER.decode(text.as_str().unwrap().as_bytes()).unwrap()
}

/// Ours gives 32 bytes; a shorter or longer output begins the same.
#[test]
fn hkdf() {
    let Some(groups) = groups("hkdf_sha256") else { return };
    let mut count = 0;
    for test in groups.iter().flat_map(|group| group["tests"].as_array().unwrap()) {
        if test["result"] != "valid" {
            continue;
        }
        let prk = hkdf_extract(&hex(&test["salt"]), &hex(&test["ikm"]));
        let okm = hkdf_expand(&prk, &[&hex(&test["info"])]);
        let expected = hex(&test["okm"]);
        let length = expected.len().min(32);
        assert_eq!(okm[..length], expected[..length], "{}", test["tcId"]);
        count += 1;
    }
    assert_eq!(count, 83);
}

#[test]
fn chacha20_poly1305() {
    let Some(groups) = groups("chacha20_poly1305") else { return };
    let mut counts = (0, 0);
    for test in groups.iter().flat_map(|group| group["tests"].as_array().unwrap()) {
        let [key, nonce, aad, plain] = ["key", "iv", "aad", "msg"].map(|field| hex(&test[field]));
        let (Ok(key), Ok(nonce)) = (<[u8; 32]>::try_from(key), <[u8; 12]>::try_from(nonce)) else {
            assert_eq!(test["result"], "invalid", "{}", test["tcId"]);
            continue;
        };
        let sealed = [hex(&test["ct"]), hex(&test["tag"])].concat();
        let cipher = ChaCha20Poly1305::new(&key.into());
        let opened = cipher.decrypt(&nonce.into(), Payload { msg: &sealed, aad: &aad });
        if test["result"] == "valid" {
            assert_eq!(opened.as_ref(), Ok(&plain), "{}", test["tcId"]);
            let again = cipher.encrypt(&nonce.into(), Payload { msg: &plain, aad: &aad });
            assert_eq!(again.unwrap(), sealed, "{}", test["tcId"]);
            counts.0 += 1;
        } else {
            assert!(opened.is_err(), "{}", test["tcId"]);
            counts.1 += 1;
        }
    }
    assert_eq!(counts.0, 256);
    assert!(counts.1 > 0);
}
