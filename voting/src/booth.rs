//! What the voter's device does with a vote: look at the logs, encode, seal, sign.

use rand_core::CryptoRng;

use crate::body::Body;
use crate::credential::CredentialSignature;
use crate::derive::signing_key;
use crate::entry;
use crate::error::{Error, Result};
use crate::id::ContestIndex;
use crate::manifest::{Election, Log};
use crate::plaintext::Vote;
use crate::receipt::Receipt;
use crate::seal::SealContext;
use crate::seed::Seed;
use crate::slot::Seq;
use crate::terms::Terms;
use crate::voter::VoterKey;

/// Checks that a log of the manifest is this election's, before anything secret is derived: its
/// entry 0 is the header, at a checkpoint that the log signed and the manifest's witnesses saw.
/// `proof` is that entry's, as `/log/{id}/{log}/proof/0` gives it; the entry itself is known.
///
/// A manifest made for one voter alone, with a Y or a registrar key of its own, needs a log of its
/// own as well, which witnesses and everybody else would see.
///
/// # Errors
/// The first thing that does not hold.
pub fn check_log_head(election: &Election, log: &Log, proof: &str) -> Result<()> {
    let proof = Receipt::parse(proof)?;
    if proof.index != 0 {
        return Err(Error::Proof("not of the first entry"));
    }
    proof.verify_entry(&entry::header(&election.id), &log.vkey, &election.policy).map(drop)
}

/// What a voter holds for one contest.
#[derive(Debug, Clone, Copy)]
pub struct Voter<'a> {
    /// Where the keys come from.
    pub seed: &'a Seed,
    /// The contest.
    pub contest: ContestIndex,
    /// The registrar's signature over the voter key.
    pub credential: &'a CredentialSignature,
}

impl Voter<'_> {
    /// Makes the body of a ballot. `rng` gives the seal's ephemeral scalar, which is forgotten.
    ///
    /// # Errors
    /// When the contest does not exist or the vote does not fit its plaintext.
    pub fn ballot(
        &self,
        terms: &Terms,
        vote: &Vote,
        seq: Seq,
        rng: &mut impl CryptoRng,
    ) -> Result<Body> {
        let rules = &terms.contest(self.contest)?.rules;
        let plaintext = vote
            .encode(rules, terms.plaintext_length)
            .map_err(|_| Error::malformed("vote", "does not fit the plaintext"))?;
        let secret = signing_key(self.seed, &terms.election, self.contest);
        let voter = VoterKey::from(secret.verifying_key());
        let context =
            SealContext { election: &terms.election, contest: self.contest, voter: &voter, seq };
        let sealed = context.seal(&terms.key, &plaintext, rng)?;
        let credential = self.credential.clone();
        Ok(Body::sign(terms.election, self.contest, seq, credential, sealed, &secret))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Checkpoint;
    use crate::cosignature::cosign;
    use crate::id::ElectionId;
    use crate::merkle::{InclusionProof, Tree, leaf_hash};
    use crate::note::{KeyKind, NoteSigner};
    use crate::testing::{manifest, note_signer, signing_key};

    fn election(witnesses: &str) -> Election {
        let manifest = crate::manifest::Manifest { witnesses: witnesses.into(), ..manifest() };
        Election::parse(&manifest.to_json().unwrap()).unwrap()
    }

    fn signer() -> NoteSigner {
        note_signer("example.org/ballots", 12)
    }

    /// A log of `size` entries that begins with the header of `id`, and the proof of an entry.
    fn proof(id: &ElectionId, size: u64, index: u64, signer: &NoteSigner) -> Receipt {
        let header = entry::header(id);
        let leaf = |place: u64| match place {
            0 => leaf_hash(&header),
            other => leaf_hash(&other.to_be_bytes()),
        };
        let tree: Tree = (0..size).map(leaf).collect();
        let checkpoint = Checkpoint { origin: signer.key().name().into(), size, root: tree.root() };
        Receipt {
            index,
            proof: InclusionProof::new(&tree, index, size).unwrap(),
            checkpoint: checkpoint.sign(signer).unwrap(),
        }
    }

    fn check(election: &Election, proof: &Receipt) -> Result<()> {
        check_log_head(election, &election.manifest.logs.ballots, &proof.to_string())
    }

    #[test]
    fn the_header_is_found_in_logs_of_any_size() {
        let election = election("quorum none\n");
        for size in [1, 2, 3, 255, 256, 257, 600] {
            assert_eq!(
                check(&election, &proof(&election.id, size, 0, &signer())),
                Ok(()),
                "{size}"
            );
        }
    }

    #[test]
    fn the_log_of_another_election_or_key_is_refused() {
        let election = election("quorum none\n");
        let other = ElectionId::from_bytes([7; 32]);
        assert!(check(&election, &proof(&other, 5, 0, &signer())).is_err());
        // The other log of the manifest, and a key of the right name that is not the manifest's.
        for wrong in
            [note_signer("example.org/issuance", 11), note_signer("example.org/ballots", 99)]
        {
            assert!(check(&election, &proof(&election.id, 5, 0, &wrong)).is_err());
        }
    }

    #[test]
    fn what_does_not_prove_inclusion_is_refused() {
        let election = election("quorum none\n");
        let good = proof(&election.id, 5, 0, &signer());
        let cut = InclusionProof(good.proof.0[1..].to_vec());
        let foreign = proof(&ElectionId::from_bytes([7; 32]), 5, 0, &signer()).checkpoint;
        let elsewhere = Receipt { index: 1, ..good.clone() };
        for wrong in [
            Receipt { proof: cut, ..good.clone() },
            Receipt { proof: InclusionProof(Vec::new()), ..good.clone() },
            Receipt { checkpoint: foreign, ..good.clone() },
            proof(&election.id, 5, 1, &signer()),
            elsewhere,
        ] {
            assert!(check(&election, &wrong).is_err(), "{wrong}");
        }
        let log = &election.manifest.logs.ballots;
        assert!(check_log_head(&election, log, "").is_err());
        assert!(
            check_log_head(&election, log, &good.to_string().replace("\n5\n", "\n6\n")).is_err()
        );
    }

    #[test]
    fn the_witnesses_of_the_manifest_must_have_seen_it() {
        let witness = NoteSigner::new("w.example", KeyKind::Cosignature, signing_key(41)).unwrap();
        let election = election(&format!("witness w {}\nquorum w\n", witness.key()));
        let mut seen = proof(&election.id, 5, 0, &signer());
        assert!(check(&election, &seen).is_err());
        let cosigned = cosign(&witness, &seen.checkpoint, 1_800_000_000).unwrap();
        seen.checkpoint.add(cosigned);
        assert_eq!(check(&election, &seen), Ok(()));
    }
}
