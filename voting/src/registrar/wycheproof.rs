//! Wycheproof's RSASSA-PSS vectors against both verifiers, which must agree.

use data_encoding::HEXLOWER;
use serde_json::Value;

use super::*;

fn groups(file: &str) -> Option<Vec<Value>> {
    let path = fixtures::shared(&format!("vectors/wycheproof/{file}_test.json"))?;
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    Some(file["testGroups"].as_array().unwrap().clone())
}

fn bytes(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

/// Runs all tests of a file; returns how many were accepted and how many refused.
fn run(file: &str, length: usize, expected: impl Fn(&Value) -> bool) -> Option<(u32, u32)> {
    let (mut accepted, mut refused) = (0, 0);
    for group in groups(file)? {
        let spki = bytes(&group["publicKeyDer"]);
        let key = RegistrarKey::of_length(&spki, &[length]).unwrap();
        let (portable, native) = (PortableVerifier::new(&key), NativeVerifier::new(&key));
        for test in group["tests"].as_array().unwrap() {
            let (message, signature) = (bytes(&test["msg"]), bytes(&test["sig"]));
            let holds = expected(test);
            let about = format!("{file} {} {}", test["tcId"], test["comment"]);
            assert_eq!(portable.verify(&message, &signature).is_ok(), holds, "{about}");
            assert_eq!(native.verify(&message, &signature).is_ok(), holds, "{about}");
            *(if holds { &mut accepted } else { &mut refused }) += 1;
        }
    }
    Some((accepted, refused))
}

fn is_valid(test: &Value) -> bool {
    test["result"] == "valid"
}

#[test]
fn rsa_2048() {
    let Some(counts) = run("rsa_pss_2048_sha384_mgf1_48", 256, is_valid) else { return };
    assert_eq!(counts, (95, 46));
}

#[test]
fn rsa_4096() {
    let Some(counts) = run("rsa_pss_4096_sha384_mgf1_48", 512, is_valid) else { return };
    assert_eq!(counts, (95, 46));
}

/// Valid signatures over another hash are none of ours.
#[test]
fn rsa_3072_over_sha256_is_refused() {
    let Some(counts) = run("rsa_pss_3072_sha256_mgf1_32", 384, |_| false) else { return };
    assert_eq!(counts, (0, 108));
}
