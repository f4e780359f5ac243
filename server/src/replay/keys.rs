//! Keys that live as long as a replay: the server's in a folder, the trustee's in memory alone.

use crate::election_keys::{ElectionKeys, KeyError, PublicKeys, RegistrarKeys};
use crate::randomness::Seeds;
use ed25519_dalek::SigningKey;
use std::path::{Path, PathBuf};
use voting::election_key::ElectionSecret;
use voting::manifest::Manifest;
use voting::note::{KeyKind, NoteSigner};
use voting::roll::Pepper;

/// First part of the names of logs and keys.
const ORIGIN: &str = "replay.invalid";
/// RSA bits of the registrar's key.
const BITS: usize = 2_048;

/// Every key of a replay; dropped, they are overwritten and removed.
pub struct TemporaryKeys {
    folder: PathBuf,
    server: ElectionKeys,
    /// Signs the share.
    pub trustee: NoteSigner,
    /// Opens every ballot.
    pub secret: ElectionSecret,
}

impl TemporaryKeys {
    /// Makes the keys of a season with one contest; the server's lie below `folder`.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn create(folder: &Path, season: &str, seeds: &Seeds) -> Result<Self, KeyError> {
        let trustee = SigningKey::from_bytes(&*seeds.bytes()?);
        let keys = Self {
            folder: folder.to_owned(),
            server: ElectionKeys::of(folder, season)?,
            trustee: NoteSigner::new(&format!("{ORIGIN}/trustee"), KeyKind::Note, trustee)?,
            secret: ElectionSecret::generate(&mut seeds.generator()?),
        };
        keys.server.create(1, BITS, seeds)?;
        Ok(keys)
    }

    /// The folder of the server's keys.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Public halves of the server's keys.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn public(&self) -> Result<PublicKeys, KeyError> {
        self.server.public(ORIGIN)
    }

    /// What the registrar holds, for who measures it.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn registrar(&self, manifest: &Manifest) -> Result<Option<RegistrarKeys>, KeyError> {
        self.server.registrar_of(manifest)
    }

    /// The pepper of the roll.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn pepper(&self) -> Result<Pepper, KeyError> {
        self.server.pepper()
    }
}

impl Drop for TemporaryKeys {
    fn drop(&mut self) {
        if let Err(error) = self.server.discard() {
            tracing::error!(%error, "temporary keys could not be destroyed");
        }
    }
}
