//! FROST's distributed key generation (frost-ristretto255), in and out as bytes: the crate has a
//! curve25519-dalek of its own.
//!
//! A polynomial is kept as the seed that it is drawn from and drawn again in each round. Should
//! another version of the crate draw another one, it is not what was announced, and the round is
//! refused.

use std::collections::BTreeMap;

use chacha20::ChaCha20Rng;
use frost_ristretto255::keys::SigningShare;
use frost_ristretto255::keys::VerifiableSecretSharingCommitment;
use frost_ristretto255::keys::dkg::{part1, part2, part3, round1, round2};
use frost_ristretto255::rand_core::{self as old, impls};
use frost_ristretto255::{Error, Identifier, Signature};
use rand_core::{Rng as _, SeedableRng as _};
use zeroize::Zeroizing;

/// Packages, or values, by the index of the trustee whose they are.
pub(crate) type ByIndex<T> = BTreeMap<u16, T>;

/// 32 bytes of a value or share.
pub(crate) type Value = Zeroizing<Vec<u8>>;

/// Whose polynomial: index, k, n.
pub(crate) type Numbers = (u16, u16, u16);

/// The package of the polynomial of a seed, as the protocol writes it.
pub(crate) fn package(numbers: Numbers, seed: &[u8; 32]) -> Result<Vec<u8>, Error> {
    let (_, package) = drawn(numbers, seed)?;
    let mut bytes = package.commitment().serialize()?.concat();
    bytes.extend(package.proof_of_knowledge().serialize()?);
    Ok(bytes)
}

fn drawn(
    (index, k, n): Numbers,
    seed: &[u8; 32],
) -> Result<(round1::SecretPackage, round1::Package), Error> {
    part1(Identifier::try_from(index)?, n, k, Bridge(ChaCha20Rng::from_seed(*seed)))
}

/// The values for all others, whose packages these are.
pub(crate) fn deal(
    numbers: Numbers,
    seed: &[u8; 32],
    others: &ByIndex<Vec<u8>>,
) -> Result<ByIndex<Value>, Error> {
    let (secret, _) = drawn(numbers, seed)?;
    let (_, values) = part2(secret, &packages(others)?)?;
    let value = |index: &u16| -> Result<(u16, Value), Error> {
        let package = values.get(&Identifier::try_from(*index)?).ok_or(Error::PackageNotFound)?;
        Ok((*index, Zeroizing::new(package.signing_share().serialize())))
    };
    others.keys().map(value).collect()
}

/// The share s_i from all others' packages and values.
pub(crate) fn finish(
    numbers: Numbers,
    seed: &[u8; 32],
    others: &ByIndex<Vec<u8>>,
    values: &ByIndex<Value>,
) -> Result<Value, Error> {
    let (secret, _) = drawn(numbers, seed)?;
    let packages = packages(others)?;
    let (secret, _) = part2(secret, &packages)?;
    let value = |(index, bytes): (&u16, &Value)| -> Result<_, Error> {
        let share = SigningShare::deserialize(bytes)?;
        Ok((Identifier::try_from(*index)?, round2::Package::new(share)))
    };
    let values = values.iter().map(value).collect::<Result<_, _>>()?;
    let (key, _) = part3(&secret, &packages, &values)?;
    Ok(Zeroizing::new(key.signing_share().serialize()))
}

fn packages(others: &ByIndex<Vec<u8>>) -> Result<BTreeMap<Identifier, round1::Package>, Error> {
    let read = |(index, bytes): (&u16, &Vec<u8>)| -> Result<_, Error> {
        let (points, proof) = bytes.split_at(bytes.len().saturating_sub(64));
        let points = VerifiableSecretSharingCommitment::deserialize(points.chunks(32))?;
        let package = round1::Package::new(points, Signature::deserialize(proof)?);
        Ok((Identifier::try_from(*index)?, package))
    };
    others.iter().map(read).collect()
}

/// The generator under the traits that FROST's crate still asks for.
struct Bridge(ChaCha20Rng);

impl old::RngCore for Bridge {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), old::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl old::CryptoRng for Bridge {}

#[cfg(test)]
mod tests {
    use voting::election_key::ElectionSecret;
    use voting::keygen::{Package, public_keys};

    use super::*;

    /// FROST's code and `voting` agree on packages, proofs and keys.
    #[test]
    fn shares_are_those_of_the_packages() {
        for (k, n) in [(2, 2), (2, 3), (3, 5), (5, 5)] {
            let seed = |i: u16| [i.to_le_bytes()[0]; 32];
            let all: ByIndex<Vec<u8>> =
                (1..=n).map(|i| (i, package((i, k, n), &seed(i)).unwrap())).collect();
            let others = |own: u16| -> ByIndex<Vec<u8>> {
                all.iter().filter(|(i, _)| **i != own).map(|(i, p)| (*i, p.clone())).collect()
            };
            let parsed: BTreeMap<u16, Package> =
                all.iter().map(|(i, bytes)| (*i, Package::parse(k, bytes).unwrap())).collect();
            assert!(parsed.iter().all(|(index, package)| package.verify(*index).is_ok()));
            let (_, public) = public_keys(&parsed).unwrap();
            let dealt: ByIndex<ByIndex<Value>> =
                (1..=n).map(|i| (i, deal((i, k, n), &seed(i), &others(i)).unwrap())).collect();
            for own in 1..=n {
                let values: ByIndex<Value> = (1..=n)
                    .filter(|from| *from != own)
                    .map(|from| (from, dealt[&from][&own].clone()))
                    .collect();
                let share = finish((own, k, n), &seed(own), &others(own), &values).unwrap();
                let share = ElectionSecret::from_bytes((*share).clone().try_into().unwrap());
                assert_eq!(share.unwrap().public(), public[&own], "{own} of {k} of {n}");
            }
        }
    }
}
