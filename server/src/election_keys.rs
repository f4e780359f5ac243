//! Secret keys of elections: a folder for each season, files that only the server's user reads.
//!
//! Nothing here prints or logs a secret. A key that is not there is a role that this process does
//! not have: issuing and the ballot box can run apart and share none. A key that is there must be
//! the one that the manifest names.

mod files;

pub use files::KeyError;

use crate::randomness::Seeds;
use ed25519_dalek::SigningKey;
use files::Folder;
use std::path::Path;
use voting::manifest::Manifest;
use voting::note::{KeyKind, NoteKey, NoteSigner};
use voting::registrar::RegistrarSecret;
use voting::roll::Pepper;
use zeroize::Zeroizing;

const PEPPER: &str = "roll-pepper";
const ISSUANCE: &str = "issuance-log.key";
const BALLOTS: &str = "ballots-log.key";
const PROMISE: &str = "promise.key";
const ORGANISER: &str = "organiser.key";

/// Public halves of the keys of a season's vote, for its manifest.
#[derive(Debug)]
pub struct PublicKeys {
    /// The registrar's, by contest.
    pub registrar: Vec<voting::registrar::RegistrarKey>,
    /// Of the issuance log.
    pub issuance: NoteKey,
    /// Of the ballot log.
    pub ballots: NoteKey,
    /// Of promises.
    pub promise: NoteKey,
    /// Of the organiser's notes.
    pub organiser: NoteKey,
}

/// What the registrar holds.
pub struct RegistrarKeys {
    /// By contest.
    pub contests: Vec<RegistrarSecret>,
    /// The salts of the roll come from it.
    pub pepper: Pepper,
}

/// The keys of one season's vote.
#[derive(Clone, Debug)]
pub struct ElectionKeys(Folder);

impl ElectionKeys {
    /// The keys below `folder` of the season with this key. Neither need be there yet.
    ///
    /// # Errors
    /// [`KeyError::Season`].
    pub fn of(folder: &Path, season: &str) -> Result<Self, KeyError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if season.is_empty() || season.starts_with('.') || !season.bytes().all(plain) {
            return Err(KeyError::Season(season.to_owned()));
        }
        Ok(Self(Folder::below(folder, season)))
    }

    /// Whether any key was made.
    #[must_use]
    pub fn are_begun(&self) -> bool {
        self.0.path(PEPPER).exists()
    }

    /// Makes every key of a vote with so many contests; takes seconds for each. A key that is
    /// there already stops it, so that none is ever overwritten.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn create(&self, contests: u16, bits: usize, seeds: &Seeds) -> Result<(), KeyError> {
        self.0.create()?;
        for name in [PEPPER, ISSUANCE, BALLOTS, PROMISE, ORGANISER] {
            self.0.write(name, &*seeds.bytes()?)?;
        }
        for contest in 0..contests {
            let secret = RegistrarSecret::generate(bits, &mut seeds.generator()?)?;
            self.0.write(&registrar(contest), secret.to_pkcs8_pem()?.as_bytes())?;
        }
        Ok(())
    }

    /// Public halves, under the names of logs with this origin, such as `example.org/2026`.
    ///
    /// # Errors
    /// [`KeyError`]; all keys must be there.
    pub fn public(&self, origin: &str) -> Result<PublicKeys, KeyError> {
        let key = |file: &str, name: &str| {
            let secret = self.signing_key(file)?.ok_or_else(|| self.0.missing(file))?;
            Ok::<_, KeyError>(NoteKey::new(name, KeyKind::Note, secret.verifying_key())?)
        };
        let ballots = format!("{origin}/ballots");
        Ok(PublicKeys {
            registrar: self.registrars()?.iter().map(|key| key.public().clone()).collect(),
            issuance: key(ISSUANCE, &format!("{origin}/issuance"))?,
            promise: key(PROMISE, &voting::promise::key_name(&ballots))?,
            ballots: key(BALLOTS, &ballots)?,
            organiser: key(ORGANISER, &format!("{origin}/organiser"))?,
        })
    }

    /// The pepper of the roll.
    ///
    /// # Errors
    /// [`KeyError`]; it must be there.
    pub fn pepper(&self) -> Result<Pepper, KeyError> {
        let bytes = self.secret(PEPPER)?.ok_or_else(|| self.0.missing(PEPPER))?;
        Ok(Pepper::from_bytes(*bytes))
    }

    /// What the registrar holds; `None` where this process is no registrar.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn registrar_of(&self, manifest: &Manifest) -> Result<Option<RegistrarKeys>, KeyError> {
        let contests = self.registrars()?;
        if contests.is_empty() {
            return Ok(None);
        }
        let named = manifest.contests.iter().map(|contest| &contest.rsa_spki);
        if !contests.iter().map(RegistrarSecret::public).eq(named) {
            return Err(KeyError::Another { path: self.0.path(&registrar(0)) });
        }
        Ok(Some(RegistrarKeys { contests, pepper: self.pepper()? }))
    }

    /// The signer of promises; `None` where this process is no ballot box.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn promise_of(&self, manifest: &Manifest) -> Result<Option<NoteSigner>, KeyError> {
        self.signer(PROMISE, &manifest.promise_vkey)
    }

    /// The signer of the issuance log's checkpoints; `None` where this process does not publish
    /// them.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn issuance_log_of(&self, manifest: &Manifest) -> Result<Option<NoteSigner>, KeyError> {
        self.signer(ISSUANCE, &manifest.logs.issuance.vkey)
    }

    /// The same for the ballot log.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn ballots_log_of(&self, manifest: &Manifest) -> Result<Option<NoteSigner>, KeyError> {
        self.signer(BALLOTS, &manifest.logs.ballots.vkey)
    }

    /// The signer of the organiser's notes; `None` where this process does not publish records.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn organiser_of(&self, manifest: &Manifest) -> Result<Option<NoteSigner>, KeyError> {
        self.signer(ORGANISER, &manifest.organiser_vkey)
    }

    /// Whether the keys that are there are those of the manifest.
    ///
    /// # Errors
    /// [`KeyError`], with the file that is another's.
    pub fn check(&self, manifest: &Manifest) -> Result<(), KeyError> {
        self.registrar_of(manifest)?;
        self.promise_of(manifest)?;
        self.issuance_log_of(manifest)?;
        self.ballots_log_of(manifest)?;
        self.organiser_of(manifest).map(drop)
    }

    /// Destroys the registrar's keys: overwritten, then removed. Returns how many there were.
    ///
    /// The last one goes first: what a crash leaves is found when it is repeated.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn destroy_registrar(&self) -> Result<u16, KeyError> {
        let there = |contest: &u16| self.0.path(&registrar(*contest)).exists();
        let mut destroyed = 0;
        for contest in (0..u16::MAX).take_while(there).collect::<Vec<_>>().into_iter().rev() {
            destroyed += u16::from(self.0.destroy(&registrar(contest))?);
        }
        Ok(destroyed)
    }

    /// Destroys every key: of a demo that is started over.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn discard(&self) -> Result<(), KeyError> {
        self.destroy_registrar()?;
        for name in [PEPPER, ISSUANCE, BALLOTS, PROMISE, ORGANISER] {
            self.0.destroy(name)?;
        }
        Ok(())
    }

    fn registrars(&self) -> Result<Vec<RegistrarSecret>, KeyError> {
        let mut secrets = Vec::new();
        for contest in 0..u16::MAX {
            let name = registrar(contest);
            let Some(bytes) = self.0.read(&name)? else { break };
            let damaged = || KeyError::Damaged { path: self.0.path(&name) };
            let pem = std::str::from_utf8(&bytes).map_err(|_| damaged())?;
            secrets.push(RegistrarSecret::from_pkcs8_pem(pem).map_err(|_| damaged())?);
        }
        Ok(secrets)
    }

    fn signer(&self, file: &str, named: &NoteKey) -> Result<Option<NoteSigner>, KeyError> {
        let Some(secret) = self.signing_key(file)? else { return Ok(None) };
        let signer = NoteSigner::new(named.name(), KeyKind::Note, secret)?;
        match signer.key() == named {
            true => Ok(Some(signer)),
            false => Err(KeyError::Another { path: self.0.path(file) }),
        }
    }

    fn signing_key(&self, file: &str) -> Result<Option<SigningKey>, KeyError> {
        Ok(self.secret(file)?.map(|bytes| SigningKey::from_bytes(&bytes)))
    }

    fn secret(&self, file: &str) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
        let Some(bytes) = self.0.read(file)? else { return Ok(None) };
        <[u8; 32]>::try_from(bytes.as_slice())
            .map(|key| Some(Zeroizing::new(key)))
            .map_err(|_| KeyError::Damaged { path: self.0.path(file) })
    }
}

/// What a file of a season's folder is for.
pub(crate) fn purpose(file: &str) -> Option<&'static str> {
    match file {
        PEPPER => Some("registrar: pepper of the roll"),
        ISSUANCE => Some("registrar: signs the issuance log"),
        BALLOTS => Some("box: signs the ballot log"),
        PROMISE => Some("box: signs promises"),
        ORGANISER => Some("web: signs the manifest and the record"),
        _ => {
            let contest = file.strip_prefix("registrar-")?.strip_suffix(".pem")?;
            contest.parse::<u16>().ok().map(|_| "registrar: signs credentials of one contest")
        }
    }
}

fn registrar(contest: u16) -> String {
    format!("registrar-{contest}.pem")
}

#[cfg(test)]
mod tests;
