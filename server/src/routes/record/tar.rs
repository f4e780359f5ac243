//! Archives of the form ustar (IEEE Std 1003.1, pax): a header block for each file, its bytes
//! filled up to whole blocks, two empty blocks.

/// Bytes in a block.
pub(super) const BLOCK: usize = 512;

/// The end of every archive.
pub(super) const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// The header of a regular file in a folder; `None` when the name or the size is too long for the
/// form, which no file of a record is.
pub(super) fn header(folder: &str, path: &str, size: u64, at: u64) -> Option<[u8; BLOCK]> {
    let mut block = [0; BLOCK];
    put(&mut block, 0, 100, path)?;
    put(&mut block, 100, 8, "0000644")?;
    put(&mut block, 108, 8, "0000000")?;
    put(&mut block, 116, 8, "0000000")?;
    put(&mut block, 124, 12, &octal(size)?)?;
    put(&mut block, 136, 12, &octal(at)?)?;
    put(&mut block, 148, 8, "        ")?;
    put(&mut block, 156, 1, "0")?;
    put(&mut block, 257, 8, "ustar\x0000")?;
    put(&mut block, 345, 155, folder)?;
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    put(&mut block, 148, 8, &format!("{sum:06o}\0 "))?;
    Some(block)
}

/// What fills a file up to whole blocks.
pub(super) fn padding(size: u64) -> &'static [u8] {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or(0);
    END.get(..(BLOCK - over) % BLOCK).unwrap_or_default()
}

/// The length of an archive of files of these sizes.
pub(super) fn length(sizes: impl Iterator<Item = u64>) -> u64 {
    let block = BLOCK as u64;
    sizes.map(|size| block + size.next_multiple_of(block)).sum::<u64>() + 2 * block
}

/// Eleven octal digits, up to 8 GiB.
fn octal(number: u64) -> Option<String> {
    let digits = format!("{number:011o}");
    (digits.len() == 11).then_some(digits)
}

fn put(block: &mut [u8; BLOCK], at: usize, width: usize, text: &str) -> Option<()> {
    let field = block.get_mut(at..at + width)?;
    field.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn another_program_unpacks_it() {
        let folder = std::env::temp_dir().join(format!("hashar-tar-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let files = [("SHA256SUMS", vec![b'x'; 512]), ("ballots/tile/0/000.p/5", vec![7; 160])];
        let mut archive = Vec::new();
        for (path, bytes) in &files {
            let size = bytes.len() as u64;
            archive.extend(header("record-1", path, size, 1_800_000_000).unwrap());
            archive.extend(bytes);
            archive.extend(padding(size));
        }
        archive.extend(END);
        assert_eq!(archive.len() as u64, length([512, 160].into_iter()));
        std::fs::write(folder.join("it.tar"), &archive).unwrap();
        let unpacked = Command::new("tar").args(["-xf", "it.tar"]).current_dir(&folder).status();
        assert!(unpacked.unwrap().success());
        for (path, bytes) in files {
            assert_eq!(std::fs::read(folder.join("record-1").join(path)).unwrap(), bytes);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_does_not_fit_has_no_header() {
        assert!(header("f", &"a".repeat(101), 0, 0).is_none());
        assert!(header("f", "a", 1 << 33, 0).is_none());
        assert!(header("f", &"a".repeat(100), (1 << 33) - 1, 0).is_some());
    }
}
