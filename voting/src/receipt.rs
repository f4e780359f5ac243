//! Receipts (c2sp.org/tlog-proof@v1, without `extra`): this commitment is in the ballot log.
//!
//! A receipt shows inclusion, never content.

use std::fmt;

use crate::checkpoint::Checkpoint;
use crate::commitment::Commitment;
use crate::entry;
use crate::error::{Error, Result};
use crate::merkle::{Hash, InclusionProof, leaf_hash};
use crate::note::{Note, NoteKey};
use crate::policy::Policy;
use crate::text;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// An offline-verifiable receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Position in the ballot log.
    pub index: u64,
    /// Path to the root.
    pub proof: InclusionProof,
    /// The checkpoint with its signatures.
    pub checkpoint: Note,
}

impl Receipt {
    /// Reads a receipt.
    ///
    /// # Errors
    /// When it has another form; a receipt with `extra` is not one of ours.
    pub fn parse(receipt: &str) -> Result<Self> {
        let wrong = |reason| Error::malformed("receipt", reason);
        let (head, checkpoint) =
            receipt.split_once("\n\n").ok_or(wrong("no empty line before the checkpoint"))?;
        let mut lines = head.split('\n');
        if lines.next() != Some(HEADER) {
            return Err(wrong("another first line"));
        }
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = text::decimal("receipt", index.ok_or(wrong("no index line"))?)?;
        let proof = lines.map(Hash::from_base64).collect::<Result<_>>()?;
        let checkpoint = Note::parse(checkpoint)?;
        Ok(Self { index, proof: InclusionProof(proof), checkpoint })
    }

    /// Verifies that `commitment` is in the log whose key this is, at a checkpoint that meets the
    /// policy; returns the checkpoint.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn verify(
        &self,
        commitment: &Commitment,
        log: &NoteKey,
        policy: &Policy,
    ) -> Result<Checkpoint> {
        self.verify_entry(&entry::ballot(commitment), log, policy)
    }

    /// The same for any entry of any log.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn verify_entry(&self, entry: &[u8], log: &NoteKey, policy: &Policy) -> Result<Checkpoint> {
        if !policy.is_met(&self.checkpoint) {
            return Err(Error::Note("too few witnesses"));
        }
        self.verify_inclusion(entry, log)
    }

    /// The same whoever has cosigned the checkpoint: the caller says what that means.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn verify_inclusion(&self, entry: &[u8], log: &NoteKey) -> Result<Checkpoint> {
        let checkpoint = Checkpoint::verify(&self.checkpoint, log)?;
        self.proof.verify(leaf_hash(entry), self.index, checkpoint.size, checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Receipt {
    /// The text of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}\nindex {}", self.index)?;
        for hash in &self.proof.0 {
            writeln!(f, "{}", hash.to_base64())?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

/// What the QR code of a receipt holds: the address, `#`, the commitment in hexadecimal. What
/// follows `#` stays in the browser.
#[must_use]
pub fn qr_text(url: &str, commitment: &Commitment) -> String {
    format!("{url}#{}", text::hex(commitment.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::Tree;
    use crate::note::{KeyKind, NoteSigner};
    use crate::testing;

    fn receipts() -> (Vec<Receipt>, NoteSigner) {
        let signer =
            NoteSigner::new("example.org/b", KeyKind::Note, testing::signing_key(1)).unwrap();
        let tree: Tree = (0..5).map(|i| leaf_hash(&entry::ballot(&commitment(i)))).collect();
        let origin = "example.org/b".to_owned();
        let checkpoint = Checkpoint { origin, size: 5, root: tree.root() };
        let receipt = |index| Receipt {
            index,
            proof: InclusionProof::new(&tree, index, 5).unwrap(),
            checkpoint: checkpoint.sign(&signer).unwrap(),
        };
        ((0..5).map(receipt).collect(), signer)
    }

    fn commitment(number: u8) -> Commitment {
        Commitment::from_bytes([number; 32])
    }

    #[test]
    fn shows_inclusion_of_its_own_commitment() {
        let (receipts, signer) = receipts();
        let policy = Policy::parse("quorum none\n").unwrap();
        for (receipt, number) in receipts.iter().zip(0..) {
            let again = Receipt::parse(&receipt.to_string()).unwrap();
            assert_eq!(&again, receipt);
            assert!(again.verify(&commitment(number), signer.key(), &policy).is_ok());
            assert!(again.verify(&commitment(number + 1), signer.key(), &policy).is_err());
        }
        let other =
            NoteSigner::new("example.org/b", KeyKind::Note, testing::signing_key(2)).unwrap();
        assert!(receipts[0].verify(&commitment(0), other.key(), &policy).is_err());
    }

    #[test]
    fn a_policy_that_is_not_met_fails() {
        let (receipts, signer) = receipts();
        let witness = NoteSigner::new("w", KeyKind::Cosignature, testing::signing_key(3)).unwrap();
        let policy = Policy::parse(&format!("witness w {}\nquorum w\n", witness.key())).unwrap();
        let mut receipt = receipts[0].clone();
        assert!(receipt.verify(&commitment(0), signer.key(), &policy).is_err());
        let included = |number| {
            receipt.verify_inclusion(&entry::ballot(&commitment(number)), signer.key()).is_ok()
        };
        assert!(included(0) && !included(1));
        let line = crate::cosignature::cosign(&witness, &receipt.checkpoint, 7).unwrap();
        receipt.checkpoint.add(line);
        assert!(receipt.verify(&commitment(0), signer.key(), &policy).is_ok());
    }

    #[test]
    fn refuses_other_forms() {
        let good = receipts().0[3].to_string();
        for wrong in [
            good.replacen("v1\n", "v2\n", 1),
            good.replacen("v1\n", "v1\nextra AA==\n", 1),
            good.replacen("index 3", "index 03", 1),
            good.replacen("index 3\n", "", 1),
            good.replacen("=\n", "\n", 1),
            good.replacen("\n\n", "\n", 1),
            format!("{good}\n"),
        ] {
            assert!(Receipt::parse(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_qr_code_keeps_the_commitment_in_the_fragment() {
        let qr = qr_text("https://example.org/r", &commitment(0xab));
        assert_eq!(qr, format!("https://example.org/r#{}", "ab".repeat(32)));
    }
}
