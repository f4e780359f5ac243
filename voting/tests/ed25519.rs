//! Strict Ed25519 against vectors that nobody here wrote.
//!
//! What is accepted follows from the documented rules, not from our own output: a key that is a
//! canonical point not of small order; R that is canonical and not of small order; S below the
//! group order; the equation without the cofactor, with the hash over the bytes as given.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

use data_encoding::HEXLOWER;
use serde_json::Value;
use voting::voter::VoterKey;

fn read(path: &str) -> Option<String> {
    Some(std::fs::read_to_string(fixtures::shared(&format!("vectors/{path}"))?).unwrap())
}

fn json(path: &str) -> Option<Value> {
    Some(serde_json::from_str(&read(path)?).unwrap())
}

fn hex(text: &Value) -> Vec<u8> {
    HEXLOWER.decode(text.as_str().unwrap().as_bytes()).unwrap()
}

fn accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (key.try_into(), signature.try_into()) else { return false };
    VoterKey::from_bytes(key).is_ok_and(|key| key.verify(message, signature).is_ok())
}

/// C2SP/CCTV: 914 signatures that differ only in edge cases; every flag but two refuses.
#[test]
fn cctv() {
    let Some(vectors) = json("ed25519/cctv_ed25519vectors.json") else { return };
    let refusing = [
        "low_order_A",
        "low_order_R",
        "non_canonical_A",
        "non_canonical_R",
        "low_order_residue",
        "reencoded_k",
    ];
    // A torsion component that cancels in the equation is no error of the signature.
    let harmless = ["low_order_component_A", "low_order_component_R"];
    let mut counts = (0, 0);
    for vector in vectors.as_array().unwrap() {
        let flags: Vec<&str> =
            vector["flags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(flags.iter().all(|flag| refusing.contains(flag) || harmless.contains(flag)));
        let expected = !flags.iter().any(|flag| refusing.contains(flag));
        let message = vector["msg"].as_str().unwrap().as_bytes();
        let accepted = accepts(&hex(&vector["key"]), message, &hex(&vector["sig"]));
        assert_eq!(accepted, expected, "{} {flags:?}", vector["number"]);
        *(if expected { &mut counts.0 } else { &mut counts.1 }) += 1;
    }
    assert_eq!(counts.0 + counts.1, 914);
    assert!(counts.0 > 0);
}

/// "Taming the many EdDSAs": a strict verifier accepts number 3 alone (its table of results).
#[test]
fn speccheck() {
    let Some(cases) = json("ed25519-speccheck/cases.json") else { return };
    let accepted: Vec<usize> = cases
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .filter(|(_, case)| {
            let [key, message, signature] =
                ["pub_key", "message", "signature"].map(|field| hex(&case[field]));
            accepts(&key, &message, &signature)
        })
        .map(|(number, _)| number)
        .collect();
    assert_eq!(cases.as_array().unwrap().len(), 12);
    assert_eq!(accepted, [3]);
}

/// The key of case 3 has a torsion component: strict verification accepts it, the box does not.
#[test]
fn mixed_order_keys_are_told_apart() {
    let Some(cases) = json("ed25519-speccheck/cases.json") else { return };
    let mixed = VoterKey::from_bytes(&hex(&cases[3]["pub_key"]).try_into().unwrap()).unwrap();
    assert!(mixed.prime_order().is_err());
    let full = VoterKey::from_bytes(&hex(&cases[6]["pub_key"]).try_into().unwrap()).unwrap();
    assert!(full.prime_order().is_ok());
}

#[test]
fn keys_of_small_order_are_refused() {
    let Some(list) = json("ed25519/small_order_encodings.json") else { return };
    let list = list["small_order_encodings_hex"].as_array().unwrap();
    assert_eq!(list.len(), 14);
    for key in list {
        assert!(VoterKey::from_bytes(&hex(key).try_into().unwrap()).is_err(), "{key}");
    }
}

/// The list of ed25519.cr.yp.to (RFC 8032's authors): secret and public key, message, signature
/// and message.
#[test]
fn sign_input() {
    let Some(list) = read("ed25519/ed25519-dalek_TESTVECTORS_sign.input") else { return };
    let mut count = 0;
    for line in list.lines() {
        let parts: Vec<Vec<u8>> =
            line.split(':').map(|part| HEXLOWER.decode(part.as_bytes()).unwrap()).collect();
        let [secret, public, message, signed, _] = parts.as_slice() else { panic!("{line}") };
        let (seed, signature) = (&secret[..32], &signed[..64]);
        let secret = ed25519_dalek::SigningKey::from_bytes(seed.try_into().unwrap());
        assert_eq!(secret.verifying_key().as_bytes().as_slice(), public);
        let made = ed25519_dalek::Signer::sign(&secret, message);
        assert_eq!(made.to_bytes(), signature);
        assert!(accepts(public, message, signature));
        assert!(!accepts(public, &[message, &[0][..]].concat(), signature));
        count += 1;
    }
    assert_eq!(count, 128);
}

#[test]
fn wycheproof() {
    let Some(file) = json("wycheproof/ed25519_test.json") else { return };
    let mut counts = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        let key = hex(&group["publicKey"]["pk"]);
        for test in group["tests"].as_array().unwrap() {
            let expected = test["result"] == "valid";
            let accepted = accepts(&key, &hex(&test["msg"]), &hex(&test["sig"]));
            assert_eq!(accepted, expected, "{} {}", test["tcId"], test["comment"]);
            *(if expected { &mut counts.0 } else { &mut counts.1 }) += 1;
        }
    }
    assert_eq!(counts, (88, 63));
}
