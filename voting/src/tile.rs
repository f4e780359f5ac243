//! Tiles and entry bundles (c2sp.org/tlog-tiles): where a log's hashes and entries lie.

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::merkle::Hash;
use crate::text;

/// Hashes in a full tile and entries in a full bundle.
pub const TILE_WIDTH: u64 = 256;

/// Path of a tile below `tile/`, such as `0/x001/234` or `entries/000.p/5`; a width of 256 is a
/// full tile.
#[must_use]
pub fn tile_path(level: &str, index: u64, width: u64) -> String {
    let mut digits = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        digits = format!("x{:03}/{digits}", rest % 1000);
        rest /= 1000;
    }
    let partial = if width == TILE_WIDTH { String::new() } else { format!(".p/{width}") };
    format!("{level}/{digits}{partial}")
}

/// Paths of all entry bundles of a log of `size` entries, in order, with the entries in each.
pub fn bundle_paths(size: u64) -> impl Iterator<Item = (String, u64)> {
    (0..size.div_ceil(TILE_WIDTH)).map(move |index| {
        let width = (size - index * TILE_WIDTH).min(TILE_WIDTH);
        (tile_path("entries", index, width), width)
    })
}

/// Paths of all hash tiles of a log of `size` entries, by level, with the hashes in each.
pub fn hash_tile_paths(size: u64) -> impl Iterator<Item = (u8, u64, u64, String)> {
    let levels = (0u8..8).map(move |level| (level, size >> (8 * u32::from(level))));
    levels.take_while(|(_, hashes)| *hashes > 0).flat_map(|(level, hashes)| {
        (0..hashes.div_ceil(TILE_WIDTH)).map(move |index| {
            let width = (hashes - index * TILE_WIDTH).min(TILE_WIDTH);
            (level, index, width, tile_path(&level.to_string(), index, width))
        })
    })
}

/// Which tile or bundle lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileName {
    /// The level of a hash tile; `None` for an entry bundle.
    pub level: Option<u8>,
    /// Its number in the level.
    pub index: u64,
    /// The hashes or entries in it, 1 to 256.
    pub width: u64,
}

impl TileName {
    /// Reads a path below `tile/`.
    ///
    /// # Errors
    /// When it is not one that [`tile_path`] writes, or of a level that no log reaches.
    pub fn parse(path: &str) -> Result<Self> {
        let wrong = Error::malformed("tile", "no path of a tile");
        let (level, rest) = path.split_once('/').ok_or(wrong.clone())?;
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, text::decimal("tile", width)?),
            None => (rest, TILE_WIDTH),
        };
        let mut index: u64 = 0;
        for group in number.split('/') {
            let digits = group.strip_prefix('x').unwrap_or(group);
            let digits: u64 = digits.parse().map_err(|_| wrong.clone())?;
            index = index.checked_mul(1000).ok_or(wrong.clone())?.saturating_add(digits);
        }
        if !(1..=TILE_WIDTH).contains(&width) || tile_path(level, index, width) != path {
            return Err(wrong);
        }
        let level = match level {
            "entries" => None,
            // One digit: another spelling of a level would be another name of the same tile.
            level => match level.as_bytes() {
                [digit @ b'0'..=b'7'] => Some(digit - b'0'),
                _ => return Err(wrong),
            },
        };
        Ok(Self { level, index, width })
    }

    /// The place in the log of the first hash or entry in it.
    ///
    /// # Errors
    /// When no log reaches so far.
    pub fn first(&self) -> Result<u64> {
        let first = self.index.checked_mul(TILE_WIDTH);
        first.ok_or(Error::malformed("tile", "beyond any log"))
    }
}

/// Writes an entry bundle: each entry with its length as u16 before it.
///
/// # Errors
/// When an entry is longer than 65,535 bytes.
pub fn bundle<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len())
            .map_err(|_| Error::malformed("entry bundle", "entry too long"))?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// Reads an entry bundle of `width` entries.
///
/// # Errors
/// When it holds fewer, more or cut entries.
pub fn parse_bundle(bytes: &[u8], width: u64) -> Result<Vec<&[u8]>> {
    let mut reader = Reader::new("entry bundle", bytes);
    let mut entries = Vec::new();
    for _ in 0..width {
        let length = reader.u16()?;
        entries.push(reader.take(usize::from(length))?);
    }
    reader.end()?;
    Ok(entries)
}

/// Reads a tile of `width` hashes.
///
/// # Errors
/// When it holds fewer, more or a cut one.
pub fn parse_tile(bytes: &[u8], width: u64) -> Result<Vec<Hash>> {
    let mut reader = Reader::new("tile", bytes);
    let hashes = (0..width).map(|_| reader.array().map(Hash::from_bytes)).collect();
    reader.end()?;
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_of_the_specification() {
        assert_eq!(tile_path("0", 1_234_067, 256), "0/x001/x234/067");
        assert_eq!(tile_path("1", 0, 17), "1/000.p/17");
        assert_eq!(tile_path("entries", 273, 112), "entries/273.p/112");
        // "A tree of size 70,000": 273 full and one partial of 112, one full and one of 17, one of 1.
        let tiles: Vec<_> = hash_tile_paths(70_000).collect();
        assert_eq!(tiles.len(), 273 + 1 + 1 + 1 + 1);
        let last: Vec<_> = tiles[273..].iter().map(|tile| tile.3.as_str()).collect();
        assert_eq!(last, ["0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1"]);
        let at_256: Vec<_> = hash_tile_paths(256).map(|tile| tile.3).collect();
        assert_eq!(at_256, ["0/000", "1/000.p/1"]);
        assert_eq!(hash_tile_paths(0).count() + bundle_paths(0).count(), 0);
    }

    #[test]
    fn only_written_paths_are_read() {
        for (path, level, index, width) in [
            ("0/x001/x234/067", Some(0), 1_234_067, 256),
            ("7/000.p/17", Some(7), 0, 17),
            ("entries/273.p/112", None, 273, 112),
        ] {
            assert_eq!(TileName::parse(path).unwrap(), TileName { level, index, width });
        }
        for wrong in [
            "",
            "0",
            "0/0",
            "0/0000",
            "0/001/",
            "0/x001",
            "0/001/002",
            "8/000",
            "00/000",
            "-1/000",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/257",
            "0/000.p/01",
            "entries/+01",
            "entry/000",
            "0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert!(TileName::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn bundles_have_one_form(bytes in prop::collection::vec(0u8..4, 0..40), width in 0u64..6) {
            if let Ok(entries) = parse_bundle(&bytes, width) {
                prop_assert_eq!(bundle(entries).unwrap(), bytes);
            }
        }
    }

    #[test]
    fn too_long_an_entry_is_refused() {
        assert!(bundle([&[0; 65_535][..]]).is_ok());
        assert!(bundle([&[0; 65_536][..]]).is_err());
    }
}
