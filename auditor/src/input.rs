//! Files as bytes: by path or from standard input, gzipped or not.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use crate::failure::Failure;

const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// The path that means standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// A file to be read whole.
#[derive(Clone, Debug)]
pub(crate) struct Input(PathBuf);

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self(path)
    }
}

impl Input {
    /// How messages call it.
    pub(crate) fn name(&self) -> String {
        if self.is_standard_input() {
            "standard input".to_owned()
        } else {
            self.0.display().to_string()
        }
    }

    /// Its bytes, decompressed if they are gzipped, whatever the name says.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let bytes = if self.is_standard_input() {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(&self.0)
        };
        bytes.and_then(decompressed).map_err(|error| Failure::Input { name: self.name(), error })
    }

    fn is_standard_input(&self) -> bool {
        self.0 == Path::new(STANDARD_INPUT)
    }
}

fn decompressed(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(&GZIP_MAGIC) {
        return Ok(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len().saturating_mul(6));
    MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain)?;
    Ok(plain)
}
