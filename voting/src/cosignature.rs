//! Witness cosignatures (c2sp.org/tlog-cosignature, Ed25519): "at this time this was the largest
//! consistent tree of this log that I saw".

use crate::bytes::Reader;
use crate::error::{Error, Result};
use crate::note::{KeyKind, Note, NoteKey, NoteSignature, NoteSigner};

/// Makes the signature line of a witness over a checkpoint.
///
/// # Errors
/// When the key is no witness key.
pub fn cosign(signer: &NoteSigner, note: &Note, unix_seconds: u64) -> Result<NoteSignature> {
    check_kind(signer.key())?;
    let signature = signer.sign_bytes(message(note, unix_seconds).as_bytes());
    Ok(signer.signature([&unix_seconds.to_be_bytes()[..], &signature].concat()))
}

/// Verifies that a witness cosigned the checkpoint and returns its earliest time in Unix seconds.
///
/// # Errors
/// When no line carries this key's name and id, or one that does fails.
pub fn verify(witness: &NoteKey, note: &Note) -> Result<u64> {
    check_kind(witness)?;
    let mut earliest: Option<u64> = None;
    for line in note.signatures_of(witness) {
        let mut reader = Reader::new("cosignature", &line.signature);
        let time = reader.u64()?;
        let signature: [u8; 64] = reader.array()?;
        reader.end()?;
        if time > i64::MAX.unsigned_abs() {
            return Err(Error::malformed("cosignature", "time out of range"));
        }
        witness.verify(message(note, time).as_bytes(), &signature)?;
        earliest = Some(earliest.map_or(time, |other| other.min(time)));
    }
    earliest.ok_or(Error::Note("not cosigned by this witness"))
}

fn message(note: &Note, unix_seconds: u64) -> String {
    format!("cosignature/v1\ntime {unix_seconds}\n{}", note.text())
}

fn check_kind(key: &NoteKey) -> Result<()> {
    if key.kind() == KeyKind::Cosignature { Ok(()) } else { Err(Error::Note("no witness key")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_witness_signs_time_and_text() {
        let log = NoteSigner::new("log", KeyKind::Note, testing::signing_key(1)).unwrap();
        let witness =
            NoteSigner::new("w.example", KeyKind::Cosignature, testing::signing_key(2)).unwrap();
        let mut note = log.sign("log\n0\nroot\n".to_owned()).unwrap();
        assert!(verify(witness.key(), &note).is_err());
        note.add(cosign(&witness, &note, 1_679_315_147).unwrap());
        assert_eq!(verify(witness.key(), &note), Ok(1_679_315_147));
        assert_eq!(note.verify(log.key()), Ok(()));
        let mut moved = log.sign("log\n1\nroot\n".to_owned()).unwrap();
        moved.add(note.signatures()[1].clone());
        assert!(verify(witness.key(), &moved).is_err());
        assert!(verify(log.key(), &note).is_err());
        assert!(cosign(&log, &note, 1).is_err());
    }

    #[test]
    fn refuses_another_time_and_length() {
        let witness = NoteSigner::new("w", KeyKind::Cosignature, testing::signing_key(2)).unwrap();
        let log = NoteSigner::new("log", KeyKind::Note, testing::signing_key(1)).unwrap();
        let note = log.sign("log\n0\nroot\n".to_owned()).unwrap();
        let line = cosign(&witness, &note, 5).unwrap();
        for wrong in [
            [&6u64.to_be_bytes()[..], &line.signature[8..]].concat(),
            line.signature[..71].to_vec(),
            [&line.signature[..], &[0]].concat(),
        ] {
            let mut note = note.clone();
            note.add(NoteSignature { signature: wrong, ..line.clone() });
            assert!(verify(witness.key(), &note).is_err());
        }
    }
}
