//! Text pieces of notes and JSON: padded base64, hex, decimals without leading zeros.

use data_encoding::{BASE64, HEXLOWER};

use crate::error::{Error, Result};

/// RFC 4648 section 4, padded.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Reads canonical base64: padding present and at the end alone, unused bits zero, no white space.
///
/// # Errors
/// When the text is anything else.
pub fn from_base64(what: &'static str, text: &str) -> Result<Vec<u8>> {
    let read = BASE64.decode(text.as_bytes()).ok();
    // The decoder takes padded pieces one after another: padding belongs to the end alone.
    let canonical = read.filter(|bytes| BASE64.encode(bytes) == text);
    canonical.ok_or(Error::malformed(what, "not canonical base64"))
}

/// Reads canonical base64 of exactly `N` bytes.
///
/// # Errors
/// When the text is anything else.
pub fn array_from_base64<const N: usize>(what: &'static str, text: &str) -> Result<[u8; N]> {
    from_base64(what, text)?
        .try_into()
        .map_err(|_| Error::malformed(what, "base64 of another length"))
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Reads lower-case hexadecimal of exactly `N` bytes.
///
/// # Errors
/// When the text is anything else.
pub fn array_from_hex<const N: usize>(what: &'static str, text: &str) -> Result<[u8; N]> {
    HEXLOWER
        .decode(text.as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Error::malformed(what, "not lower-case hexadecimal of this length"))
}

/// Reads a decimal without sign or leading zeros.
///
/// # Errors
/// When the text is anything else or above `u64::MAX`.
pub fn decimal(what: &'static str, text: &str) -> Result<u64> {
    let canonical = text == "0" || (!text.starts_with('0') && !text.is_empty());
    if !canonical || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::malformed(what, "not a decimal without leading zeros"));
    }
    text.parse().map_err(|_| Error::malformed(what, "decimal too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_one_form() {
        assert_eq!(decimal("size", "0"), Ok(0));
        assert_eq!(decimal("size", "18446744073709551615"), Ok(u64::MAX));
        for wrong in ["", "00", "01", "+1", "-1", " 1", "1 ", "1e3", "18446744073709551616", "١"] {
            assert!(decimal("size", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn base64_has_one_form() {
        assert_eq!(from_base64("x", "AQ==").unwrap(), [1]);
        for wrong in ["AQ", "AR==", "AQ==\n", "A Q=", "AQ=", "_w==", "AQ==AQ=="] {
            assert!(from_base64("x", wrong).is_err(), "{wrong}");
        }
        assert!(array_from_base64::<2>("x", "AQ==").is_err());
    }

    #[test]
    fn hex_is_lower_case() {
        assert_eq!(array_from_hex("x", "ff00"), Ok([255, 0]));
        assert!(array_from_hex::<2>("x", "FF00").is_err());
        assert!(array_from_hex::<2>("x", "ff0").is_err());
    }
}
