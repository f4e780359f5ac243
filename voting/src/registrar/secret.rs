//! The secret half: signs what it cannot see.

use rand_core::CryptoRng;
use rsa::pkcs8::EncodePrivateKey;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::registrar::key::LENGTHS;
use crate::registrar::{RegistrarKey, RsaSecret};

/// What a voter sends to be signed; as long as the modulus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlindedMessage(pub Vec<u8>);

/// What the registrar answers; as long as the modulus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlindSignature(pub Vec<u8>);

/// The registrar's private key of one contest. Destroyed after the close.
pub struct RegistrarSecret {
    rsa: RsaSecret,
    public: RegistrarKey,
}

impl RegistrarSecret {
    /// A new key of 2048 or 3072 bits. Takes seconds.
    ///
    /// # Errors
    /// For other sizes.
    pub fn generate(bits: usize, rng: &mut impl CryptoRng) -> Result<Self> {
        if ![2048, 3072].contains(&bits) {
            return Err(Error::RegistrarKey("not of 2048 or 3072 bits"));
        }
        let rsa = rsa::RsaPrivateKey::new(rng, bits)
            .map_err(|_| Error::RegistrarKey("no key could be made"))?;
        let der =
            rsa.to_pkcs8_der().map_err(|_| Error::RegistrarKey("the key has no PKCS #8 form"))?;
        Self::from_pkcs8_der(der.as_bytes())
    }

    /// Reads an unencrypted PKCS #8 PEM (RFC 5958) and checks that its parts fit.
    ///
    /// # Errors
    /// When it holds no such key of 2048 or 3072 bits with e = 65537.
    pub fn from_pkcs8_pem(pem: &str) -> Result<Self> {
        RsaSecret::from_pem(pem).map_err(|_| unreadable()).and_then(Self::new)
    }

    /// Reads an unencrypted PKCS #8 DER and checks that its parts fit.
    ///
    /// # Errors
    /// As [`Self::from_pkcs8_pem`].
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self> {
        RsaSecret::from_der(der).map_err(|_| unreadable()).and_then(Self::new)
    }

    /// The PKCS #8 PEM to keep in a file.
    ///
    /// # Errors
    /// When the key has no such form, which a key made or read here has.
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>> {
        self.rsa.to_pem().map(Zeroizing::new).map_err(|_| unreadable())
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> &RegistrarKey {
        &self.public
    }

    /// Signs a blinded message (RFC 9474 section 4.3). `rng` blinds the computation itself against
    /// timing; the answer does not depend on it.
    ///
    /// # Errors
    /// When the message is not as long as the modulus or not below it.
    pub fn blind_sign(
        &self,
        blinded: &BlindedMessage,
        rng: &mut impl CryptoRng,
    ) -> Result<BlindSignature> {
        if !self.public.admits(&blinded.0) {
            return Err(Error::RegistrarKey("blinded message not below the modulus"));
        }
        self.rsa
            .blind_sign_with_rng(rng, &blinded.0)
            .map(|signature| BlindSignature(signature.0))
            .map_err(|_| Error::RegistrarKey("the signature could not be made"))
    }

    fn new(rsa: RsaSecret) -> Result<Self> {
        Self::of_length(rsa, LENGTHS)
    }

    pub(crate) fn of_length(rsa: RsaSecret, lengths: &[usize]) -> Result<Self> {
        let der = rsa.public_key().and_then(|key| key.to_der()).map_err(|_| unreadable())?;
        Ok(Self { rsa, public: RegistrarKey::of_length(&der, lengths)? })
    }
}

impl std::fmt::Debug for RegistrarSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegistrarSecret").field("public", &self.public).finish_non_exhaustive()
    }
}

const fn unreadable() -> Error {
    Error::RegistrarKey("not a PKCS #8 RSA key")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn pem_round_trip() {
        let secret = testing::registrar(0);
        let again = RegistrarSecret::from_pkcs8_pem(&secret.to_pkcs8_pem().unwrap()).unwrap();
        assert_eq!(again.public(), secret.public());
    }

    #[test]
    fn a_key_whose_parts_do_not_fit_is_refused() {
        let pem = testing::registrar(0).to_pkcs8_pem().unwrap();
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = data_encoding::BASE64.decode(body.as_bytes()).unwrap();
        let middle = der.len() / 2;
        der[middle] ^= 1;
        assert!(RegistrarSecret::from_pkcs8_der(&der).is_err());
    }

    #[test]
    fn signs_only_below_the_modulus_and_always_the_same() {
        let secret = testing::registrar(0);
        let message = BlindedMessage(vec![1; 256]);
        let first = secret.blind_sign(&message, &mut testing::rng(1)).unwrap();
        assert_eq!(first, secret.blind_sign(&message, &mut testing::rng(2)).unwrap());
        for wrong in [vec![1; 255], vec![1; 257], vec![0xff; 256]] {
            assert!(secret.blind_sign(&BlindedMessage(wrong), &mut testing::rng(1)).is_err());
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?}", testing::registrar(0));
        assert!(!shown.contains("prime") && shown.ends_with(".. }"));
    }
}
