//! Photographs: pages hand in the bytes that somebody sent, and show what was kept by its hash.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use store::PhotoHash;
use store::proposals::Photo;

/// The largest file of one photograph, in bytes.
pub const PHOTO_BYTES: usize = 12 * 1024 * 1024;

/// A form with its photographs. A larger file than [`PHOTO_BYTES`] is read to its end within this
/// and thrown away, so that the page can say so beside everything that was typed.
pub const PHOTO_FORM_BYTES: usize = 64 * 1024 * 1024;

/// Why a photograph was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefused {
    /// The file is larger than [`PHOTO_BYTES`].
    #[error("larger than {PHOTO_BYTES} bytes")]
    TooLarge,
    /// The file is no JPEG, PNG or WebP.
    #[error("no JPEG, PNG or WebP")]
    Kind,
    /// The picture has more pixels than are decoded.
    #[error("too many pixels")]
    Pixels,
    /// The file ends too early or contradicts itself.
    #[error("damaged")]
    Damaged,
    /// The files could not be kept; trying again may help.
    #[error("could not be kept")]
    Unavailable,
}

/// Takes photographs in: decodes them within limits, strips what is no pixel, keeps them.
pub trait TakePhoto: Send + Sync {
    /// Takes in the bytes of a file; the same picture again is the same photograph.
    fn take(&self, file: Vec<u8>) -> Taking<'_>;
}

/// A photograph that is being taken in.
pub type Taking<'a> = Pin<Box<dyn Future<Output = Result<Photo, PhotoRefused>> + Send + 'a>>;

/// The one who takes photographs in, for every page.
pub type Photos = Arc<dyn TakePhoto>;

/// The widths that a photograph is kept in, in pixels; a narrower one is kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoSize {
    /// In lists.
    Small,
    /// In a gallery on a phone.
    Medium,
    /// As large as it is shown.
    Large,
}

impl PhotoSize {
    /// Every size, the largest first.
    pub const ALL: [Self; 3] = [Self::Large, Self::Medium, Self::Small];

    /// The greatest width, in pixels.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Small => 320,
            Self::Medium => 800,
            Self::Large => 1_600,
        }
    }

    /// The file of a photograph in this size.
    #[must_use]
    pub fn file(self, hash: PhotoHash) -> String {
        let hash = data_encoding::HEXLOWER.encode(hash.as_bytes());
        format!("{hash}-{}.jpg", self.width())
    }

    /// The address of a photograph in this size.
    #[must_use]
    pub fn address(self, hash: PhotoHash) -> String {
        format!("/photos/{}", self.file(hash))
    }

    /// What the name of a file says; none for any other name.
    #[must_use]
    pub fn parse(file: &str) -> Option<(PhotoHash, Self)> {
        let (hash, width) = file.strip_suffix(".jpg")?.split_once('-')?;
        let size = Self::ALL.into_iter().find(|size| size.width().to_string() == width)?;
        Some((parse_hash(hash)?, size))
    }
}

/// A hash as 64 lower-case hexadecimal digits.
#[must_use]
pub fn parse_hash(text: &str) -> Option<PhotoHash> {
    let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
    PhotoHash::try_from(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_says_hash_and_size_and_nothing_else_does() {
        let hash = PhotoHash([0xab; 32]);
        for size in PhotoSize::ALL {
            assert_eq!(PhotoSize::parse(&size.file(hash)), Some((hash, size)));
        }
        let hex = "ab".repeat(32);
        let wrong = [
            format!("{hex}-1601.jpg"),
            format!("{hex}-0800.jpg"),
            format!("{hex}-800.png"),
            format!("{}-800.jpg", hex.to_uppercase()),
            format!("../{hex}-800.jpg"),
            "ab-800.jpg".to_owned(),
            String::new(),
        ];
        for name in wrong {
            assert_eq!(PhotoSize::parse(&name), None, "{name}");
        }
    }
}
