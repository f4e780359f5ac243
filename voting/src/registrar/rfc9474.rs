//! The test vectors of RFC 9474, from two independent sources, with 4096-bit keys.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use rsa::BoxedUint;
use rsa::pkcs8::EncodePublicKey;
use rsa::traits::PublicKeyParts;
use serde_json::Value;

use super::*;
use crate::credential::Request;
use crate::testing;

const LENGTH: usize = 512;

struct Vector(Value);

impl Vector {
    fn bytes(&self, field: &str) -> Vec<u8> {
        let hex = self.0[field].as_str().unwrap_or_default();
        data_encoding::HEXLOWER_PERMISSIVE.decode(hex.trim_start_matches("0x").as_bytes()).unwrap()
    }

    fn number(&self, field: &str) -> BoxedUint {
        BoxedUint::from_be_slice_vartime(&self.bytes(field))
    }

    /// The message after preparation: with the random prefix, where the variant has one.
    fn prepared(&self) -> Vec<u8> {
        [self.bytes("msg_prefix"), self.bytes("msg")].concat()
    }

    fn spki(&self) -> Vec<u8> {
        let key = rsa::RsaPublicKey::new(self.number("n"), self.number("e")).unwrap();
        key.to_public_key_der().unwrap().as_bytes().to_vec()
    }

    fn secret(&self) -> RegistrarSecret {
        let primes = vec![self.number("p"), self.number("q")];
        let (n, e, d) = (self.number("n"), self.number("e"), self.number("d"));
        let rsa = rsa::RsaPrivateKey::from_components(n, e, d, primes).unwrap();
        RegistrarSecret::of_length(RsaSecret::new(rsa), &[LENGTH]).unwrap()
    }

    /// The salt, then r (the inverse of `inv`), little-endian.
    fn stream(&self) -> Script {
        let key = rsa::RsaPublicKey::new(self.number("n"), self.number("e")).unwrap();
        let bits = key.n().bits_precision();
        let inverse = BoxedUint::from_be_slice(&self.bytes("inv"), bits).unwrap();
        let r = inverse.invert_mod(key.n()).unwrap();
        Script([self.bytes("salt"), r.to_le_bytes().to_vec()].concat())
    }
}

/// Hands out given bytes, then nothing.
struct Script(Vec<u8>);

impl TryRng for Script {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("blinding reads bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("blinding reads bytes")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let rest = self.0.split_off(bytes.len());
        bytes.copy_from_slice(&self.0);
        self.0 = rest;
        Ok(())
    }
}

impl TryCryptoRng for Script {}

fn vectors(file: &str) -> Option<Vec<Vector>> {
    let path = fixtures::shared(&format!("vectors/rfc9474/{file}"))?;
    let list: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    Some(list.into_iter().map(Vector).collect())
}

/// Blinds, signs and finalizes as the vector does; both verifiers accept the signature.
fn runs(vector: &Vector) {
    let secret = vector.secret();
    let mut stream = vector.stream();
    let request = Request::of_message(secret.public(), vector.prepared(), &mut stream).unwrap();
    assert!(stream.0.is_empty(), "salt and r are all that is read");
    assert_eq!(request.blinded().0, vector.bytes("blinded_msg"));
    let answer = secret.blind_sign(&request.blinded(), &mut testing::rng(1)).unwrap();
    assert_eq!(answer.0, vector.bytes("blind_sig"));
    let signature = request.finalize(&answer).unwrap();
    assert_eq!(signature.0, vector.bytes("sig"));
    assert_eq!(accepted(vector, LENGTH), [true, true]);
}

/// What the portable and the native verifier say to the vector's signature.
fn accepted(vector: &Vector, length: usize) -> [bool; 2] {
    let key = RegistrarKey::of_length(&vector.spki(), &[length]).unwrap();
    let (message, signature) = (vector.prepared(), vector.bytes("sig"));
    [
        PortableVerifier::new(&key).verify(&message, &signature).is_ok(),
        NativeVerifier::new(&key).verify(&message, &signature).is_ok(),
    ]
}

#[test]
fn the_variants_with_a_salt_of_48_bytes() {
    let Some(vectors) = vectors("jedisct1_test_vectors_rfc9474.json") else { return };
    let fits: Vec<_> = vectors.iter().filter(|vector| vector.0["sLen"] == "0x30").collect();
    assert_eq!(fits.len(), 2);
    fits.into_iter().for_each(runs);
}

#[test]
fn signatures_without_salt_are_refused() {
    let Some(vectors) = vectors("jedisct1_test_vectors_rfc9474.json") else { return };
    let saltless: Vec<_> = vectors.iter().filter(|vector| vector.0["sLen"] == "0x00").collect();
    assert_eq!(saltless.len(), 2);
    for vector in saltless {
        assert_eq!(accepted(vector, LENGTH), [false, false]);
    }
}

#[test]
fn the_vectors_of_the_draft() {
    let Some(vectors) = vectors("cfrg_test_vectors.json") else { return };
    let [salted, saltless] = vectors.as_slice() else { panic!("two vectors") };
    runs(salted);
    assert_eq!(accepted(saltless, 256), [false, false]);
}
