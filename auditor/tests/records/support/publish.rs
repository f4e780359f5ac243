//! The record.

use std::collections::BTreeMap;

use voting::audit_note::{Attestation, Hold, Totals, proof_of_reading};
use voting::checkpoint::Checkpoint;
use voting::copy;
use voting::cosignature::cosign;
use voting::election_key::ElectionSecret;
use voting::entry;
use voting::hash::sha256;
use voting::manifest::Election;
use voting::merkle::{leaf_hash, root_of};
use voting::note::{Note, NoteSigner};
use voting::organiser as organiser_note;
use voting::record::{
    BALLOTS, Count, INCIDENTS, ISSUANCE, LogFiles, MANIFEST, MANIFEST_NOTE, ROLL, SUMS, SUMS_NOTE,
    Sums, attestation_path, counted_path, hold_path, pabulib_path, result_path, share_path,
    trace_path,
};
use voting::share::combine;

use super::Draft;
use super::plan::{auditor_signer, organiser, signer, witness_signer};
use super::trustees;

/// A record's files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

impl Draft {
    /// What auditors get at the close: manifest, roll, both logs, the copy.
    pub(crate) fn closed(&self) -> Files {
        let id = &self.election.id;
        let mut files = Files::new();
        files.insert(MANIFEST.into(), self.manifest.clone());
        let note = organiser_note::sign_manifest(&organiser(), id).unwrap();
        insert(&mut files, MANIFEST_NOTE, &note);
        files.insert(ROLL.into(), self.roll.to_bytes());
        files.extend(self.log_files(ISSUANCE, &self.issuance));
        files.extend(self.log_files(BALLOTS, &self.ballot_entries()));
        files.insert(copy::path(0), self.copy());
        files
    }

    /// The whole record with the fixed keys: share, results, holds, sums, attestations.
    pub(crate) fn published(&self) -> Files {
        let mut files = self.closed();
        let ballots = self.checkpoint(BALLOTS, &self.ballot_entries());
        let issuance = self.checkpoint(ISSUANCE, &self.issuance);
        let secret = self.add_trustees(&mut files, (ballots.body_hash(), issuance.body_hash()));
        let totals = self.add_results(&mut files, &secret);
        for number in 1..=self.election.manifest.auditors.len() {
            let auditor = auditor_signer(number);
            let (election, copy) = (self.election.id, sha256(&[&files[&copy::path(0)]]));
            let unopened = self.unopened();
            let hold = Hold { election, ballots: ballots.body_hash(), copy, unopened };
            let note = hold.sign(&auditor).unwrap();
            insert(&mut files, &hold_path(auditor.key().name()), &note);
        }
        sign_sums(&mut files, &self.election);
        for number in 1..=self.election.manifest.auditors.len() {
            attest(&mut files, &self.election, &auditor_signer(number), totals);
        }
        files
    }

    /// The notes of the trustees; with three the second one lost the share. Gives what opens the
    /// ballots.
    fn add_trustees(&self, files: &mut Files, heads: ([u8; 32], [u8; 32])) -> ElectionSecret {
        let trustees = &self.election.manifest.trustees;
        if trustees.n == 1 {
            let (share, signer) = trustees::share(trustees, 1, heads);
            insert(files, &share_path(1), &share.sign(&signer).unwrap());
            return share.secret;
        }
        trustees::add_transcript(files, trustees::transcript().notes);
        let shares = [1, 3].map(|index| {
            let (share, signer) = trustees::share(trustees, index, heads);
            insert(files, &share_path(index), &share.sign(&signer).unwrap());
            share
        });
        combine(trustees.k, &trustees.y, &trustees.public(), &shares).unwrap()
    }

    /// Unseals, counts and tallies.
    pub(crate) fn add_results(&self, files: &mut Files, secret: &ElectionSecret) -> Totals {
        let ballots = self.checkpoint(BALLOTS, &self.ballot_entries());
        let mut count = Count::new(&self.election, ballots.size);
        // Header and close have empty records of their own.
        let empty = std::iter::once(None);
        let records = self.ballots.iter().map(|(_, record)| record.as_ref());
        empty.clone().chain(records).chain(empty).for_each(|record| count.take(record));
        assert!(count.is_whole());
        let outcome = count.unseal(secret, &ballots.root).unwrap();
        for (contest, result) in self.election.manifest.contests.iter().zip(outcome.contests) {
            files.insert(result_path(&contest.id), result.result);
            files.extend(result.trace.map(|trace| (trace_path(&contest.id), trace)));
            files.extend(result.counted.map(|lines| (counted_path(&contest.id), lines)));
            files.extend(result.pabulib.map(|file| (pabulib_path(&contest.id), file)));
        }
        files.insert(INCIDENTS.into(), outcome.incidents.to_json());
        outcome.totals
    }

    fn unopened(&self) -> u64 {
        self.ballots.iter().filter(|(_, record)| record.is_none()).count() as u64
    }

    fn ballot_entries(&self) -> Vec<Vec<u8>> {
        self.ballots.iter().map(|(commitment, _)| entry::ballot(commitment)).collect()
    }

    fn copy(&self) -> Vec<u8> {
        let mut file = Vec::new();
        copy::write(&mut file, None).unwrap();
        for (_, record) in &self.ballots {
            copy::write(&mut file, record.as_ref()).unwrap();
        }
        copy::write(&mut file, None).unwrap();
        file
    }

    fn entries(&self, between: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let id = &self.election.id;
        let close = entry::close(id, between.len() as u64 + 1);
        [&[entry::header(id)], between, &[close]].concat()
    }

    fn checkpoint(&self, folder: &str, between: &[Vec<u8>]) -> Checkpoint {
        let entries = self.entries(between);
        checkpoint_at(folder, &entries, entries.len())
    }

    /// Checkpoints at every tenth size, as batches would leave them.
    fn log_files(&self, folder: &str, between: &[Vec<u8>]) -> Vec<(String, Vec<u8>)> {
        let entries = self.entries(between);
        let signer = signer(&format!("example.org/{folder}"));
        let batch = entries.len().div_ceil(10);
        let sizes = (1..entries.len()).step_by(batch).chain([entries.len()]);
        let checkpoints: Vec<Note> = sizes
            .map(|size| checkpoint_at(folder, &entries, size).sign(&signer).unwrap())
            .map(|note| self.cosigned(note))
            .collect();
        LogFiles { folder, entries: &entries, checkpoints: &checkpoints }.files().unwrap()
    }
}

impl Draft {
    /// With the lines of the first two witnesses, if there are any, a minute after the close.
    fn cosigned(&self, mut note: Note) -> Note {
        if self.election.policy.requires_witnesses() {
            for number in [1, 2] {
                let at = self.election.manifest.closes_at + 60;
                note.add(cosign(&witness_signer(number), &note, at).unwrap());
            }
        }
        note
    }
}

/// Makes SHA256SUMS and its note again, as a forger with the organiser's key could.
pub(crate) fn sign_sums(files: &mut Files, election: &Election) {
    let mut sums = Sums::new(election.manifest.publication);
    files.iter().for_each(|(path, bytes)| sums.add(path, bytes));
    let text = sums.to_text().into_bytes();
    let note = organiser_note::sign_sums(&organiser(), &election.id, &text).unwrap();
    files.insert(SUMS.into(), text);
    insert(files, SUMS_NOTE, &note);
}

/// Attests to these sums, whatever they say.
pub(crate) fn attest(files: &mut Files, election: &Election, auditor: &NoteSigner, totals: Totals) {
    let attestation = Attestation {
        election: election.id,
        sums: sha256(&[&files[SUMS]]),
        totals,
        reading: proof_of_reading(auditor.key(), [&files[&copy::path(0)]]),
    };
    let note = attestation.sign(auditor).unwrap();
    insert(files, &attestation_path(auditor.key().name()), &note);
}

fn checkpoint_at(folder: &str, entries: &[Vec<u8>], size: usize) -> Checkpoint {
    Checkpoint {
        origin: format!("example.org/{folder}"),
        size: size as u64,
        root: root_of(entries[..size].iter().map(|entry| leaf_hash(entry))),
    }
}

fn insert(files: &mut Files, path: &str, note: &Note) {
    files.insert(path.into(), note.to_string().into_bytes());
}
