//! The copy for auditors: what opens every entry of the ballot log, in log order.
//!
//! Each record is `u16 length || r[32] || body`; the length is that of what follows, and 0 for
//! header, close and a body that was lost. File N holds the indexes from 65536*N on.

use crate::bytes::Reader;
use crate::commitment::Opening;
use crate::error::{Error, Result};

/// Records in a file.
pub const RECORDS_PER_FILE: u64 = 65_536;

/// Folder of the copy's files, below the record's folder.
pub const FOLDER: &str = "ballots/copy/";

/// What opens one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRecord {
    /// r.
    pub opening: Opening,
    /// The body's exact bytes.
    pub body: Vec<u8>,
}

/// Path of the file that holds the record of entry `index`, below the record's folder.
#[must_use]
pub fn path(index: u64) -> String {
    format!("{FOLDER}{}.bin", index / RECORDS_PER_FILE)
}

/// Appends a record; `None` for header, close and lost bodies.
///
/// # Errors
/// When the body is longer than the format can say.
pub fn write(file: &mut Vec<u8>, record: Option<&CopyRecord>) -> Result<()> {
    let Some(record) = record else {
        file.extend([0, 0]);
        return Ok(());
    };
    let length = u16::try_from(record.body.len() + 32)
        .map_err(|_| Error::malformed("copy", "body too long"))?;
    file.extend(length.to_be_bytes());
    file.extend(record.opening.to_bytes());
    file.extend(&record.body);
    Ok(())
}

/// Reads all records of a file.
///
/// # Errors
/// When a record is cut, shorter than an opening or has a non-canonical one.
pub fn parse(file: &[u8]) -> Result<Vec<Option<CopyRecord>>> {
    let mut reader = Reader::new("copy", file);
    let mut records = Vec::new();
    while !reader.is_at_end() {
        let length = usize::from(reader.u16()?);
        if length == 0 {
            records.push(None);
            continue;
        }
        let body = length.checked_sub(32).ok_or(reader.error("shorter than an opening"))?;
        let opening = Opening::from_bytes(reader.array()?)?;
        records.push(Some(CopyRecord { opening, body: reader.take(body)?.to_vec() }));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    #[test]
    fn fixed_encoding() {
        let opening = Opening::random(&mut testing::rng(1));
        let record = CopyRecord { opening, body: b"body".to_vec() };
        let mut file = Vec::new();
        write(&mut file, None).unwrap();
        write(&mut file, Some(&record)).unwrap();
        let expected = [&[0, 0, 0, 36][..], &opening.to_bytes(), b"body"].concat();
        assert_eq!(file, expected);
        assert_eq!(parse(&file).unwrap(), [None, Some(record)]);
        assert!(parse(&file[..file.len() - 1]).is_err());
        assert!(parse(&[0, 31]).is_err());
        assert_eq!(
            [path(0), path(65_535), path(65_536)].map(|p| p[13..].to_owned()),
            ["0.bin", "0.bin", "1.bin"]
        );
    }

    proptest! {
        #[test]
        fn one_form(bytes in prop::collection::vec(any::<u8>(), 0..120), short in 0u8..40) {
            let framed = [&[0, short][..], &bytes].concat();
            for file in [bytes, framed] {
                if let Ok(records) = parse(&file) {
                    let mut again = Vec::new();
                    for record in &records {
                        write(&mut again, record.as_ref()).unwrap();
                    }
                    prop_assert_eq!(again, file);
                }
            }
        }
    }
}
