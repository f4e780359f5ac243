//! Secret keys: files under one folder that nobody but the server's user may read.

use anyhow::{Context as _, bail};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use store::Nullifier;

/// The file of the pepper: 32 raw bytes.
const PEPPER: &str = "pepper";

/// The secret under which identity numbers are hashed.
pub struct Pepper([u8; 32]);

impl Pepper {
    /// The pepper of a folder, made first if there is none: for a demo. One that is there stays,
    /// because with another one everybody would be somebody new.
    ///
    /// # Errors
    /// A folder or file that cannot be used, with its path.
    pub fn open_or_create(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(PEPPER);
        if !path.exists() {
            create(folder, &path).with_context(|| format!("{} cannot be made", path.display()))?;
        }
        let bytes =
            std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let Ok(bytes) = bytes.as_slice().try_into() else {
            bail!("{} holds {} bytes, not 32", path.display(), bytes.len());
        };
        Ok(Self(bytes))
    }

    /// A pepper of 32 random bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256(pepper, the 14 digits in ASCII): the same person gives the same value.
    #[must_use]
    pub fn nullifier(&self, number: &str) -> Nullifier {
        // A key shorter than a block of the hash is filled up with zeros (RFC 2104, section 2).
        let mut block = [0; 64];
        block.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(number.as_bytes());
        Nullifier(mac.finalize().into_bytes().into())
    }
}

#[expect(clippy::disallowed_methods, reason = "a key is made where it is kept")]
fn create(folder: &Path, path: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let mut open = std::fs::OpenOptions::new();
    let mut file = open.write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Pepper;

    #[test]
    fn the_nullifier_is_the_hmac_of_the_digits() {
        // HMAC-SHA-256 with a key of 32 zero bytes, by `openssl dgst -sha256 -mac HMAC`.
        let nullifier = Pepper::new([0; 32]).nullifier("41203849990014");
        let hex = data_encoding::HEXLOWER.encode(nullifier.as_bytes());
        assert_eq!(hex, "5e6eeedefead81e2bdac9842c8de2b9c7ab6d199adf0361606acdcca150b390d");
    }
}
