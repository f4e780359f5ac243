//! Files with secret keys: readable by their owner alone, never overwritten.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

pub(crate) use voting::key_file::SecretKey;
use zeroize::Zeroizing;

use crate::entropy;
use crate::failure::Failure;

/// A new key of this name, and a new share if it is a trustee's.
pub(crate) fn generate(name: &str, trustee: Option<u16>) -> Result<SecretKey, Failure> {
    SecretKey::generate(name, trustee, &mut entropy::generator()?)
        .map_err(|error| Failure::CommandLine(format!("--name {name}: {error}")))
}

/// A new key of this name that cosigns checkpoints.
pub(crate) fn generate_witness(name: &str) -> Result<SecretKey, Failure> {
    SecretKey::generate_witness(name, &mut entropy::generator()?)
        .map_err(|error| Failure::CommandLine(format!("--name {name}: {error}")))
}

/// Writes a file that was not there, mode 0600.
pub(crate) fn create(key: &SecretKey, path: &Path) -> Result<(), Failure> {
    let unwritten = |error| Failure::Output { path: path.to_owned(), error };
    let json = key.to_json().map_err(|error| unwritten(io::Error::other(error)))?;
    create_secret(&json, path)
}

/// Writes secret bytes to a file that was not there, mode 0600.
pub(crate) fn create_secret(bytes: &[u8], path: &Path) -> Result<(), Failure> {
    let unwritten = |error| Failure::Output { path: path.to_owned(), error };
    let mut file = create_private(path).map_err(unwritten)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(unwritten)
}

/// Reads a key from a file that nobody else may read.
pub(crate) fn read(path: &Path) -> Result<SecretKey, Failure> {
    let json = read_secret(path)?;
    SecretKey::parse(&json).map_err(|error| Failure::unsound(path.display(), error))
}

/// Reads a file that nobody else may read.
pub(crate) fn read_secret(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let name = path.display();
    let unreadable = |error| Failure::Input { name: name.to_string(), error };
    let mut file = File::open(path).map_err(unreadable)?;
    if is_wide(&file.metadata().map_err(unreadable)?) {
        let reason = format!("{name} can be read by others; chmod 600 {name}");
        return Err(Failure::Refused(reason));
    }
    let mut json = Zeroizing::new(Vec::new());
    file.read_to_end(&mut json).map_err(unreadable)?;
    Ok(json)
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
