//! The public half, as the manifest carries it.

use crate::error::{Error, Result};
use crate::registrar::RsaPublic;

const EXPONENT: &[u8] = &[1, 0, 1];
/// Modulus lengths in bytes: RSA-2048 and RSA-3072.
pub(super) const LENGTHS: &[usize] = &[256, 384];

/// An RSA key of 2048 or 3072 bits with e = 65537.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistrarKey {
    rsa: RsaPublic,
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

    pub(crate) const fn rsa(&self) -> &RsaPublic {
        &self.rsa
    }

    pub(crate) fn of_length(der: &[u8], lengths: &[usize]) -> Result<Self> {
        let rsa =
            RsaPublic::from_der(der).map_err(|_| Error::RegistrarKey("not an RSA public key"))?;
        let spki = rsa.to_der().map_err(|_| Error::RegistrarKey("not an RSA public key"))?;
        if spki != der {
            return Err(Error::RegistrarKey("not the DER of an rsaEncryption key"));
        }
        let components = rsa.components();
        let modulus = strip_zeros(components.n());
        let full = modulus.first().is_some_and(|byte| byte & 0x80 != 0);
        if !lengths.contains(&modulus.len()) || !full {
            return Err(Error::RegistrarKey("not of 2048 or 3072 bits"));
        }
        if strip_zeros(components.e()) != EXPONENT {
            return Err(Error::RegistrarKey("exponent is not 65537"));
        }
        Ok(Self { rsa, modulus, spki })
    }
}

impl std::fmt::Debug for RegistrarKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RegistrarKey({} bits)", 8 * self.modulus.len())
    }
}

fn strip_zeros(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
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
    fn admits_exact_length_below_the_modulus() {
        let key = testing::registrar(0).public().clone();
        assert!(key.admits(&[0; 256]));
        assert!(!key.admits(&[0; 255]));
        assert!(!key.admits(&[0; 257]));
        assert!(!key.admits(key.modulus()));
        assert!(!key.admits(&[0xff; 256]));
    }
}
