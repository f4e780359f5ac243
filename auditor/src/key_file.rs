//! Files with secret keys: readable by their owner alone, never overwritten.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use voting::election_key::ElectionSecret;
use voting::note::{KeyKind, NoteSigner};
use voting::text::{array_from_base64, base64};
use zeroize::{Zeroize, Zeroizing};

use crate::failure::Failure;

const FORMAT: &str = "hashar-audit key 1";

/// A note key and, of a trustee, the share of the election's secret.
pub(crate) struct SecretKey {
    pub(crate) signer: NoteSigner,
    pub(crate) share: Option<TrusteeShare>,
    note_secret: Zeroizing<[u8; 32]>,
}

/// s_i and its index.
pub(crate) struct TrusteeShare {
    pub(crate) index: u16,
    pub(crate) secret: ElectionSecret,
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
    pub(crate) fn generate(
        name: &str,
        trustee: Option<u16>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Failure> {
        let mut note_secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *note_secret);
        let signer = signer(name, &note_secret)
            .map_err(|error| Failure::CommandLine(format!("--name {name}: {error}")))?;
        let share =
            trustee.map(|index| TrusteeShare { index, secret: ElectionSecret::generate(rng) });
        Ok(Self { signer, share, note_secret })
    }

    /// Writes a file that was not there, mode 0600.
    pub(crate) fn create(&self, path: &Path) -> Result<(), Failure> {
        let unwritten = |error| Failure::Output { path: path.to_owned(), error };
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
        let json = serde_json::to_vec_pretty(&content).map(Zeroizing::new);
        let json = json.map_err(|error| unwritten(error.into()))?;
        let mut file = create_private(path).map_err(unwritten)?;
        let written = file.write_all(&json).and_then(|()| file.write_all(b"\n"));
        written.and_then(|()| file.sync_all()).map_err(unwritten)
    }

    /// Reads a file that nobody else may read, and checks that its parts belong together.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display();
        let unreadable = |error| Failure::Input { name: name.to_string(), error };
        let mut file = File::open(path).map_err(unreadable)?;
        if is_wide(&file.metadata().map_err(unreadable)?) {
            let reason = format!("{name} can be read by others; chmod 600 {name}");
            return Err(Failure::Refused(reason));
        }
        let mut json = Zeroizing::new(Vec::new());
        file.read_to_end(&mut json).map_err(unreadable)?;
        // The words of a JSON error could repeat a secret.
        let content: Content = serde_json::from_slice(&json)
            .map_err(|_| Failure::unsound(path.display(), "is no key file of this program"))?;
        if content.format != FORMAT {
            return Err(Failure::unsound(path.display(), "is a key file of another version"));
        }
        content.key().map_err(|reason| Failure::unsound(path.display(), reason))
    }
}

impl Content {
    fn key(&self) -> Result<SecretKey, String> {
        let words = |error: voting::error::Error| error.to_string();
        let note_secret = array_from_base64("note_secret", &self.note_secret).map(Zeroizing::new);
        let note_secret = note_secret.map_err(words)?;
        let signer = signer(&self.name, &note_secret).map_err(words)?;
        if signer.key().to_string() != self.vkey {
            return Err("vkey is not that of the secret".to_owned());
        }
        let share = self.trustee.as_ref().map(TrusteeContent::share).transpose()?;
        Ok(SecretKey { signer, share, note_secret })
    }
}

impl TrusteeContent {
    fn share(&self) -> Result<TrusteeShare, String> {
        let bytes = array_from_base64("share_secret", &self.share_secret);
        let secret = bytes.and_then(ElectionSecret::from_bytes);
        let secret = secret.map_err(|error| error.to_string())?;
        if base64(secret.public().as_bytes()) != self.y_i {
            return Err("Y_i is not that of the secret".to_owned());
        }
        Ok(TrusteeShare { index: self.index, secret })
    }
}

fn signer(name: &str, secret: &[u8; 32]) -> voting::error::Result<NoteSigner> {
    NoteSigner::new(name, KeyKind::Note, SigningKey::from_bytes(secret))
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether group or others may read, write or run it.
#[cfg(unix)]
fn is_wide(file: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o077 != 0
}

/// Elsewhere permissions are not bits.
#[cfg(not(unix))]
const fn is_wide(_: &fs::Metadata) -> bool {
    false
}
