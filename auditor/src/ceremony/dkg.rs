//! FROST's distributed key generation (frost-ristretto255), in and out as bytes: the crate has a
//! curve25519-dalek of its own.

use std::collections::BTreeMap;

use chacha20::ChaCha20Rng;
use frost_ristretto255::keys::SigningShare;
use frost_ristretto255::keys::VerifiableSecretSharingCommitment;
use frost_ristretto255::keys::dkg::{part1, part2, part3, round1, round2};
use frost_ristretto255::rand_core::{self as old, impls};
use frost_ristretto255::{Error, Identifier, Signature};
use rand_core::Rng as _;
use zeroize::Zeroizing;

/// Packages, or values, by the index of the trustee whose they are.
pub(crate) type ByIndex<T> = BTreeMap<u16, T>;

/// 32 bytes of a value or share.
pub(crate) type Value = Zeroizing<Vec<u8>>;

/// Draws a polynomial; its secret form, and the package as the protocol writes it.
pub(crate) fn begin(
    (index, k, n): (u16, u16, u16),
    rng: ChaCha20Rng,
) -> Result<(Value, Vec<u8>), Error> {
    let (secret, package) = part1(Identifier::try_from(index)?, n, k, Bridge(rng))?;
    let mut bytes = package.commitment().serialize()?.concat();
    bytes.extend(package.proof_of_knowledge().serialize()?);
    Ok((Zeroizing::new(secret.serialize()?), bytes))
}

/// The values for all others, whose packages these are.
pub(crate) fn deal(secret: &[u8], others: &ByIndex<Vec<u8>>) -> Result<ByIndex<Value>, Error> {
    let secret = round1::SecretPackage::deserialize(secret)?;
    let (_, values) = part2(secret, &packages(others)?)?;
    let value = |index: &u16| -> Result<(u16, Value), Error> {
        let package = values.get(&Identifier::try_from(*index)?).ok_or(Error::PackageNotFound)?;
        Ok((*index, Zeroizing::new(package.signing_share().serialize())))
    };
    others.keys().map(value).collect()
}

/// The share s_i from all others' packages and values.
pub(crate) fn finish(
    secret: &[u8],
    others: &ByIndex<Vec<u8>>,
    values: &ByIndex<Value>,
) -> Result<Value, Error> {
    let secret = round1::SecretPackage::deserialize(secret)?;
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
    use rand_core::SeedableRng as _;
    use voting::election_key::ElectionSecret;
    use voting::keygen::{Package, public_keys};

    use super::*;

    /// FROST's code and `voting` agree on packages, proofs and keys.
    #[test]
    fn shares_are_those_of_the_packages() {
        for (k, n) in [(2, 2), (2, 3), (3, 5), (5, 5)] {
            let begun: ByIndex<(Value, Vec<u8>)> = (1..=n)
                .map(|i| (i, begin((i, k, n), ChaCha20Rng::from_seed([i as u8; 32])).unwrap()))
                .collect();
            let all: ByIndex<Vec<u8>> = begun.iter().map(|(i, b)| (*i, b.1.clone())).collect();
            let others = |own: u16| -> ByIndex<Vec<u8>> {
                all.iter().filter(|(i, _)| **i != own).map(|(i, p)| (*i, p.clone())).collect()
            };
            let parsed: BTreeMap<u16, Package> =
                all.iter().map(|(i, bytes)| (*i, Package::parse(k, bytes).unwrap())).collect();
            assert!(parsed.iter().all(|(index, package)| package.verify(*index).is_ok()));
            let (_, public) = public_keys(&parsed).unwrap();
            let dealt: ByIndex<ByIndex<Value>> =
                (1..=n).map(|i| (i, deal(&begun[&i].0, &others(i)).unwrap())).collect();
            for own in 1..=n {
                let values: ByIndex<Value> = (1..=n)
                    .filter(|from| *from != own)
                    .map(|from| (from, dealt[&from][&own].clone()))
                    .collect();
                let share = finish(&begun[&own].0, &others(own), &values).unwrap();
                let share = ElectionSecret::from_bytes((*share).clone().try_into().unwrap());
                assert_eq!(share.unwrap().public(), public[&own], "{own} of {k} of {n}");
            }
        }
    }
}
