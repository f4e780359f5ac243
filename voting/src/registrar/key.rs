//! The public half, as the manifest carries it.

use crate::error::{Error, Result};
use crate::registrar::RsaPublic;

/// Modulus lengths in bytes: RSA-2048 and RSA-3072.
pub(super) const LENGTHS: &[usize] = &[256, 384];
/// Bytes before the modulus.
const HEAD: usize = 33;
/// AlgorithmIdentifier: rsaEncryption without parameters (RFC 8017 appendix A.1).
const ALGORITHM: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// INTEGER 65537.
const EXPONENT: &[u8] = &[0x02, 0x03, 0x01, 0x00, 0x01];

/// An RSA key of 2048 or 3072 bits with e = 65537. A manifest is read by many who never use its
/// keys, so arithmetic begins with the first use.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistrarKey {
    modulus: Vec<u8>,
    spki: Vec<u8>,
}

impl RegistrarKey {
    /// Reads the DER of a SubjectPublicKeyInfo (RFC 5280) with algorithm rsaEncryption.
    ///
    /// # Errors
    /// When it is anything else, another size or exponent, or not the DER of its content.
    pub fn from_spki(der: &[u8]) -> Result<Self> {
        Self::of_length(der, LENGTHS)
    }

    /// The DER that [`Self::from_spki`] reads.
    #[must_use]
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// Length of the modulus, of blinded messages and of signatures, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.modulus.len()
    }

    /// The modulus, big-endian, without leading zeros.
    #[must_use]
    pub fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    /// Whether `value` is exactly as long as the modulus and below it (RFC 9474 section 4.2).
    #[must_use]
    pub fn admits(&self, value: &[u8]) -> bool {
        value.len() == self.modulus.len() && value < self.modulus.as_slice()
    }

    pub(crate) fn rsa(&self) -> Result<RsaPublic> {
        RsaPublic::from_der(&self.spki).map_err(|_| Error::RegistrarKey("not an RSA public key"))
    }

    /// A key has one encoding: the modulus in the middle of bytes that its length fixes.
    pub(crate) fn of_length(der: &[u8], lengths: &[usize]) -> Result<Self> {
        let modulus = lengths.iter().find_map(|length| {
            let modulus = der.get(HEAD..HEAD + length)?;
            (spki_of(modulus)? == der).then_some(modulus)
        });
        let modulus = modulus.ok_or(Error::RegistrarKey(
            "not the DER of an rsaEncryption key of 2048 or 3072 bits with exponent 65537",
        ))?;
        let whole = modulus.first().is_some_and(|byte| byte & 0x80 != 0);
        if !whole || modulus.last().is_none_or(|byte| byte & 1 == 0) {
            return Err(Error::RegistrarKey("the modulus is even or shorter than it says"));
        }
        Ok(Self { modulus: modulus.to_vec(), spki: der.to_vec() })
    }
}

/// SubjectPublicKeyInfo (RFC 5280) of a modulus whose first bit is set; `None` where lengths would
/// not take two bytes.
fn spki_of(modulus: &[u8]) -> Option<Vec<u8>> {
    let tagged = |tag: u8, parts: &[&[u8]]| {
        let length = parts.iter().map(|part| part.len()).sum::<usize>();
        let length = u16::try_from(length).ok().filter(|length| *length > 0xff)?;
        Some([&[tag, 0x82][..], &length.to_be_bytes(), &parts.concat()].concat())
    };
    let number = tagged(0x02, &[&[0], modulus])?;
    let key = tagged(0x30, &[&number, EXPONENT])?;
    let bits = tagged(0x03, &[&[0], &key])?;
    tagged(0x30, &[ALGORITHM, &bits])
}

impl std::fmt::Debug for RegistrarKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RegistrarKey({} bits)", 8 * self.modulus.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn reads_both_sizes_and_nothing_around_them() {
        for secret in [testing::registrar(0), testing::registrar_3072()] {
            let key = secret.public();
            assert_eq!(&RegistrarKey::from_spki(key.spki()).unwrap(), key);
            let mut longer = key.spki().to_vec();
            longer.push(0);
            assert!(RegistrarKey::from_spki(&longer).is_err());
            assert!(RegistrarKey::from_spki(&key.spki()[1..]).is_err());
            // The bare RSAPublicKey inside is not the form of the manifest.
            assert!(RegistrarKey::from_spki(&key.spki()[24..]).is_err());
        }
        assert_eq!(testing::registrar(0).public().length(), 256);
        assert_eq!(testing::registrar_3072().public().length(), 384);
    }

    #[test]
    fn refuses_other_exponents() {
        let mut der = testing::registrar(0).public().spki().to_vec();
        let end = der.len();
        assert_eq!(der[end - 3..], [1, 0, 1]);
        der[end - 1] = 3;
        assert!(RegistrarKey::from_spki(&der).is_err());
    }

    #[test]
    fn refuses_a_modulus_that_is_even_or_short() {
        let der = testing::registrar(0).public().spki().to_vec();
        for (place, mask) in [(HEAD, 0x80), (HEAD + 255, 1)] {
            let mut changed = der.clone();
            changed[place] ^= mask;
            let error = RegistrarKey::from_spki(&changed).unwrap_err().to_string();
            assert!(error.contains("even or shorter"), "{error}");
        }
    }

    #[test]
    fn keys_that_are_read_can_be_used() {
        for secret in [testing::registrar(0), testing::registrar_3072()] {
            let (key, rsa) = (secret.public(), secret.public().rsa().unwrap());
            assert_eq!(rsa.to_der().unwrap(), key.spki());
            assert_eq!(rsa.components().n(), key.modulus());
        }
    }

    #[test]
    fn admits_exact_length_below_the_modulus() {
        let key = testing::registrar(0).public().clone();
        assert!(key.admits(&[0; 256]));
        assert!(!key.admits(&[0; 255]));
        assert!(!key.admits(&[0; 257]));
        assert!(!key.admits(key.modulus()));
        assert!(!key.admits(&[0xff; 256]));
    }
}
