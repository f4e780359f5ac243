//! A receipt's QR code as the path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around the code (ISO/IEC 18004 section 6.3.8).
const QUIET: i32 = 4;

/// Side of the square, with its white border, and the path of the dark modules in it.
pub(super) fn path(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
    let path: String = dark
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET))
        .collect();
    Some((size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipts_address_fits_and_keeps_its_finders() {
        let text = format!("https://hashar.example.org/uz/receipt#{}", "ab".repeat(32));
        let (side, path) = path(&text).unwrap();
        assert!((33..=65).contains(&side), "{side}");
        for corner in [format!("M{QUIET} {QUIET}h"), format!("M{} {QUIET}h", side - QUIET - 1)] {
            assert!(path.contains(&corner));
        }
        assert!(!path.contains(&format!("M{} {}h", QUIET - 1, QUIET)));
    }
}
