//! Files as bytes, gzipped or not.

use flate2::read::MultiGzDecoder;
use std::io::Read as _;
use std::path::Path;
use thiserror::Error;

const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Why a file cannot be read.
#[derive(Debug, Error)]
#[error("{path}: {reason}")]
pub struct FileError {
    path: String,
    reason: std::io::Error,
}

/// The bytes of a file, decompressed if they are gzipped, whatever its name says.
///
/// # Errors
/// [`FileError`].
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let bytes = std::fs::read(path).and_then(|bytes| {
        if !bytes.starts_with(&GZIP_MAGIC) {
            return Ok(bytes);
        }
        let mut plain = Vec::with_capacity(bytes.len().saturating_mul(6));
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain)?;
        Ok(plain)
    });
    bytes.map_err(|reason| FileError { path: path.display().to_string(), reason })
}
