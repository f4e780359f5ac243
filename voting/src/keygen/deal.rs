//! Round 2: the value of one trustee's polynomial at another's index, for that one's eyes alone.
//! Such notes travel through other hands and are not published.

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit};
use curve25519_dalek::ristretto::RistrettoPoint;
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::curve::{self, random_scalar};
use crate::election_key::{ElectionKey, ElectionSecret};
use crate::error::{Error, Result};
use crate::hash::{hkdf_expand, hkdf_extract};
use crate::keygen::number;
use crate::note::{Note, NoteKey, NoteSigner, statement};
use crate::{tag, text};

/// Each key seals one message, so the nonce is zero.
const NONCE: [u8; 12] = [0; 12];

/// A sealed value: from whom, to whom, in which ceremony.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// The sender's index.
    pub from: u16,
    /// The recipient's.
    pub to: u16,
    /// See [`super::ceremony_of`].
    pub ceremony: [u8; 32],
    /// E || ciphertext.
    sealed: Vec<u8>,
}

impl Deal {
    /// Seals a value under a fresh e, which is forgotten.
    ///
    /// # Errors
    /// When the cipher refuses, which it does not for 32 bytes.
    pub fn seal(
        (from, to): (u16, u16),
        ceremony: [u8; 32],
        recipient: &ElectionKey,
        value: &ElectionSecret,
        rng: &mut impl CryptoRng,
    ) -> Result<Self> {
        let mut e = random_scalar(rng);
        let mut deal = Self { from, to, ceremony, sealed: Vec::new() };
        let ephemeral = RistrettoPoint::mul_base(&e).compress().to_bytes();
        let key = deal.key(&ephemeral, &(e * recipient.point()));
        e.zeroize();
        let plaintext = Zeroizing::new(value.to_bytes());
        let ciphertext = ChaCha20Poly1305::new((&*key).into())
            .encrypt(&NONCE.into(), plaintext.as_slice())
            .map_err(|_| Error::malformed("deal", "cannot be sealed"))?;
        deal.sealed = [&ephemeral[..], &ciphertext].concat();
        Ok(deal)
    }

    /// Opens the value with the recipient's secret.
    ///
    /// # Errors
    /// When it was sealed to another key or context, or is no scalar.
    pub fn open(&self, secret: &ElectionSecret) -> Result<ElectionSecret> {
        let wrong = Error::malformed("deal", "does not open");
        let (ephemeral, ciphertext) = self.sealed.split_first_chunk::<32>().ok_or(wrong.clone())?;
        let key = self.key(ephemeral, &(secret.scalar() * curve::point("deal", *ephemeral)?));
        let plaintext = ChaCha20Poly1305::new((&*key).into())
            .decrypt(&NONCE.into(), ciphertext)
            .map(Zeroizing::new)
            .map_err(|_| wrong.clone())?;
        let value = Zeroizing::new(<[u8; 32]>::try_from(plaintext.as_slice()).map_err(|_| wrong)?);
        ElectionSecret::from_bytes(*value)
    }

    /// Signs the note `<trustee>/deal`.
    ///
    /// # Errors
    /// Never for a key whose name is one.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note> {
        let fields = [
            self.from.to_string(),
            self.to.to_string(),
            text::base64(&self.ceremony),
            text::base64(&self.sealed),
        ];
        statement::sign(signer, &name(signer.key()), tag::line::DEAL, &fields)
    }

    /// Reads and verifies a trustee's note.
    ///
    /// # Errors
    /// When it is none or not signed by `key`.
    pub fn verify(note: &Note, key: &NoteKey) -> Result<Self> {
        let [from, to, ceremony, sealed] =
            statement::verify(note, key, &name(key), tag::line::DEAL)?;
        Ok(Self {
            from: number(from)?,
            to: number(to)?,
            ceremony: text::array_from_base64("deal", ceremony)?,
            sealed: text::from_base64("deal", sealed)?,
        })
    }

    /// HKDF with the tag as salt, E || Z as input, the context as info.
    fn key(&self, ephemeral: &[u8; 32], shared: &RistrettoPoint) -> Zeroizing<[u8; 32]> {
        let shared = Zeroizing::new(shared.compress().to_bytes());
        let ikm = Zeroizing::new([ephemeral.as_slice(), shared.as_slice()].concat());
        let prk = Zeroizing::new(hkdf_extract(tag::DEAL, &ikm));
        let (from, to) = (self.from.to_be_bytes(), self.to.to_be_bytes());
        Zeroizing::new(hkdf_expand(&prk, &[&self.ceremony, &from, &to]))
    }
}

fn name(key: &NoteKey) -> String {
    format!("{}/deal", key.name())
}
