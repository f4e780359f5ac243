//! The file of an auditor's, organiser's, trustee's or witness's secret key: what stands in it.
//!
//! Where it lies, and that nobody else reads it, is the matter of the program that has it.

use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::election_key::ElectionSecret;
use crate::error::{Error, Result};
use crate::manifest::{Trustee, Trustees};
use crate::note::{KeyKind, NoteKey, NoteSigner};
use crate::text::{array_from_base64, base64};

const FORMAT: &str = "hashar-audit key 1";

/// A note key and, of a trustee, the share of the election's secret.
pub struct SecretKey {
    /// Signs the owner's notes.
    pub signer: NoteSigner,
    /// Of a trustee.
    pub share: Option<TrusteeShare>,
    note_secret: Zeroizing<[u8; 32]>,
}

/// s_i and its index.
pub struct TrusteeShare {
    /// From 1.
    pub index: u16,
    /// s_i.
    pub secret: ElectionSecret,
}

/// The file's JSON; secrets are base64.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    format: String,
    name: String,
    vkey: String,
    note_secret: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    trustee: Option<TrusteeContent>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrusteeContent {
    index: u16,
    #[serde(rename = "Y_i")]
    y_i: String,
    share_secret: String,
}

impl Drop for Content {
    fn drop(&mut self) {
        self.note_secret.zeroize();
        if let Some(trustee) = &mut self.trustee {
            trustee.share_secret.zeroize();
        }
    }
}

impl SecretKey {
    /// A new key of this name, and a new share if it is a trustee's.
    ///
    /// # Errors
    /// When the name cannot be one.
    pub fn generate(name: &str, trustee: Option<u16>, rng: &mut impl CryptoRng) -> Result<Self> {
        let mut key = Self::of_kind(KeyKind::Note, name, rng)?;
        key.share =
            trustee.map(|index| TrusteeShare { index, secret: ElectionSecret::generate(rng) });
        Ok(key)
    }

    /// A new key that cosigns checkpoints and nothing else.
    ///
    /// # Errors
    /// When the name cannot be one.
    pub fn generate_witness(name: &str, rng: &mut impl CryptoRng) -> Result<Self> {
        Self::of_kind(KeyKind::Cosignature, name, rng)
    }

    fn of_kind(kind: KeyKind, name: &str, rng: &mut impl CryptoRng) -> Result<Self> {
        let mut note_secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *note_secret);
        let signer = signer(name, kind, &note_secret)?;
        Ok(Self { signer, share: None, note_secret })
    }

    /// What a manifest says of a single trustee; `None` for a key without a share.
    #[must_use]
    pub fn trustees(&self) -> Option<Trustees> {
        let share = self.share.as_ref()?;
        let y = share.secret.public();
        let key = self.signer.key().clone();
        let trustee =
            Trustee { index: share.index, name: key.name().to_owned(), vkey: key, y_i: y };
        Some(Trustees { k: 1, n: 1, y, list: vec![trustee] })
    }

    /// The file's content, with a newline at the end.
    ///
    /// # Errors
    /// Never in practice: strings always have a JSON form.
    pub fn to_json(&self) -> Result<Zeroizing<Vec<u8>>> {
        let trustee = self.share.as_ref().map(|share| TrusteeContent {
            index: share.index,
            y_i: base64(share.secret.public().as_bytes()),
            share_secret: base64(&share.secret.to_bytes()),
        });
        let content = Content {
            format: FORMAT.to_owned(),
            name: self.signer.key().name().to_owned(),
            vkey: self.signer.key().to_string(),
            note_secret: base64(&*self.note_secret),
            trustee,
        };
        let mut json = serde_json::to_vec_pretty(&content)
            .map(Zeroizing::new)
            .map_err(|error| Error::Json(error.to_string()))?;
        json.push(b'\n');
        Ok(json)
    }

    /// Reads such a file and checks that its parts belong together.
    ///
    /// # Errors
    /// When they do not; no error repeats a secret.
    pub fn parse(json: &[u8]) -> Result<Self> {
        let wrong = |reason| Error::malformed("key file", reason);
        // The words of a JSON error could repeat a secret.
        let content: Content =
            serde_json::from_slice(json).map_err(|_| wrong("is no key file of this program"))?;
        if content.format != FORMAT {
            return Err(wrong("is a key file of another version"));
        }
        let note_secret = array_from_base64("note_secret", &content.note_secret)?;
        let note_secret = Zeroizing::new(note_secret);
        let kind = NoteKey::parse(&content.vkey)?.kind();
        let signer = signer(&content.name, kind, &note_secret)?;
        if signer.key().to_string() != content.vkey {
            return Err(wrong("vkey is not that of the secret"));
        }
        let share = content.trustee.as_ref().map(TrusteeContent::share).transpose()?;
        Ok(Self { signer, share, note_secret })
    }
}

impl TrusteeContent {
    fn share(&self) -> Result<TrusteeShare> {
        let bytes = array_from_base64("share_secret", &self.share_secret);
        let secret = ElectionSecret::from_bytes(bytes?)?;
        if base64(secret.public().as_bytes()) != self.y_i {
            return Err(Error::malformed("key file", "Y_i is not that of the secret"));
        }
        Ok(TrusteeShare { index: self.index, secret })
    }
}

fn signer(name: &str, kind: KeyKind, secret: &[u8; 32]) -> Result<NoteSigner> {
    NoteSigner::new(name, kind, SigningKey::from_bytes(secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rng;

    #[test]
    fn a_file_gives_the_same_key_again() {
        for trustee in [None, Some(1)] {
            let key = SecretKey::generate("trustee-1", trustee, &mut rng(1)).unwrap();
            let json = key.to_json().unwrap();
            let again = SecretKey::parse(&json).unwrap();
            assert_eq!(again.signer.key(), key.signer.key());
            assert_eq!(again.trustees(), key.trustees());
            assert_eq!(*again.to_json().unwrap(), *json);
        }
    }

    #[test]
    fn a_witness_key_stays_one() {
        let key = SecretKey::generate_witness("witness.example/1", &mut rng(1)).unwrap();
        let again = SecretKey::parse(&key.to_json().unwrap()).unwrap();
        assert_eq!(again.signer.key(), key.signer.key());
        assert_eq!(again.signer.key().kind(), KeyKind::Cosignature);
    }

    #[test]
    fn parts_of_two_keys_are_no_key() {
        let file = |seed| {
            let key = SecretKey::generate("trustee-1", Some(1), &mut rng(seed)).unwrap();
            serde_json::from_slice::<serde_json::Value>(&key.to_json().unwrap()).unwrap()
        };
        let (one, other) = (file(1), file(2));
        for field in ["vkey", "note_secret", "trustee/Y_i", "trustee/share_secret", "format"] {
            let mut mixed = one.clone();
            let path = format!("/{field}");
            let from = other.pointer(&path).unwrap().clone();
            let from = if field == "format" { "hashar-audit key 2".into() } else { from };
            *mixed.pointer_mut(&path).unwrap() = from;
            assert!(SecretKey::parse(mixed.to_string().as_bytes()).is_err(), "{field}");
        }
    }
}
