//! A whole small election, from issuance to a published record that tests can tamper with.

use std::collections::BTreeMap;

use super::{election_secret, manifest, note_signer, registrar, rng, signing_key, transcript};
use crate::audit_note::{Attestation, Hold, Totals, proof_of_reading};
use crate::ballot_box::Admitted;
use crate::body::Body;
use crate::booth::Voter;
use crate::checkpoint::Checkpoint;
use crate::copy::{self, CopyRecord};
use crate::credential::Request;
use crate::election_key::ElectionSecret;
use crate::entry;
use crate::hash::sha256;
use crate::id::{ContestIndex, ProjectIndex};
use crate::issuance::{Channel, IssueEntry, IssueRequest};
use crate::manifest::{Election, Manifest, RollTerms};
use crate::merkle::{leaf_hash, root_of};
use crate::note::{Note, NoteSigner};
use crate::organiser;
use crate::plaintext::{Choice, Vote};
use crate::record::{
    BALLOTS, Count, ISSUANCE, LogFiles, MANIFEST, MANIFEST_NOTE, ROLL, SUMS, SUMS_NOTE, Sums,
    announcement_path, attestation_path, counted_path, hold_path, pabulib_path, result_path,
    reveal_path, share_path, trace_path,
};
use crate::roll::{IdentityNumber, Pepper, Roll, RollContest, RollLeaf, RollRecord};
use crate::seed::Seed;
use crate::share::Share;
use crate::slot::{Seq, Slot};

/// A record's files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

const NOW: u64 = 1_800_003_000;

/// An election after the vote, before it is published.
pub(crate) struct Draft {
    pub(crate) election: Election,
    pub(crate) manifest: Vec<u8>,
    pub(crate) roll: Roll,
    /// x, and the shares by index from 1.
    pub(crate) secret: ElectionSecret,
    pub(crate) shares: Vec<(u16, ElectionSecret)>,
    /// Entries between header and close.
    pub(crate) issuance: Vec<Vec<u8>>,
    /// Entries between header and close, with what opens them.
    pub(crate) ballots: Vec<(Vec<u8>, Option<CopyRecord>)>,
}

impl Draft {
    /// Five people, three in the first contest; all vote, the first one twice.
    pub(crate) fn new() -> Self {
        Self::of(manifest())
    }

    /// The same under another manifest.
    pub(crate) fn of(mut manifest: Manifest) -> Self {
        let roll = Roll::collect((1..=5).map(|person| roll_record(person, contest_of(person))));
        let roll = roll.unwrap();
        manifest.roll = RollTerms::Closed { root: roll.root(), size: 5, roll_size: vec![3, 2] };
        let bytes = manifest.to_json().unwrap();
        let election = Election::parse(&bytes).unwrap();
        let mut draft = Self {
            election,
            manifest: bytes,
            roll,
            shares: vec![(1, election_secret())],
            secret: election_secret(),
            issuance: vec![],
            ballots: vec![],
        };
        for person in 1..=5 {
            draft.issue(person);
        }
        for (person, project, cast) in
            [(1, 0, 0), (2, 1, 0), (3, 1, 0), (4, 2, 0), (5, 0, 0), (1, 2, 1)]
        {
            let body = draft.body(person, project, cast);
            draft.cast(body.as_bytes());
        }
        draft.ballots.sort_by(|a, b| a.0.cmp(&b.0));
        draft
    }

    /// Logs a credential for a person.
    pub(crate) fn issue(&mut self, person: u8) {
        let contest = contest_of(person);
        let blinded = self.request(person).blinded();
        let request = IssueRequest { contest, blinded };
        let leaf = roll_record(person, contest).leaf;
        let entry = IssueEntry::new(self.election.id, &request, leaf, None, Channel::OwnDevice);
        self.issuance.push(entry.to_bytes());
    }

    /// A ballot for one project.
    pub(crate) fn body(&self, person: u8, project: u16, cast: u8) -> Body {
        let contest = contest_of(person);
        let request = self.request(person);
        let registrar = registrar(usize::from(contest.index()));
        let answer = registrar.blind_sign(&request.blinded(), &mut rng(1)).unwrap();
        self.sign(person, project, cast, request.finalize(&answer).unwrap())
    }

    /// A ballot with whatever credential.
    pub(crate) fn sign(
        &self,
        person: u8,
        project: u16,
        cast: u8,
        credential: crate::credential::CredentialSignature,
    ) -> Body {
        let terms = &self.election.terms;
        let contest = contest_of(person);
        let rules = &terms.contest(contest).unwrap().rules;
        let choice = Choice { project: ProjectIndex(project), value: 1 };
        let vote = Vote::new(vec![choice], rules).unwrap();
        let seq = Seq::new(Slot::at(NOW), cast).unwrap();
        let voter = Voter { seed: &seed(person), contest, credential: &credential };
        voter.ballot(terms, &vote, seq, &mut rng(person)).unwrap()
    }

    /// Casts through the box.
    pub(crate) fn cast(&mut self, body: &[u8]) {
        let admitted = Admitted::new(body, &self.election.terms, NOW).unwrap();
        let number = u8::try_from(self.ballots.len()).unwrap();
        let committed = admitted.commit(&mut rng(100 + number));
        self.log(committed.commitment, committed.opening, body);
    }

    /// Logs without asking the box.
    pub(crate) fn log(
        &mut self,
        commitment: crate::commitment::Commitment,
        opening: crate::commitment::Opening,
        body: &[u8],
    ) {
        let record = CopyRecord { opening, body: body.to_vec() };
        self.ballots.push((entry::ballot(&commitment), Some(record)));
    }

    /// Closes, counts, tallies and publishes everything, the copy included.
    pub(crate) fn publish(&self) -> Files {
        let id = &self.election.id;
        let mut files = Files::new();
        files.insert(MANIFEST.into(), self.manifest.clone());
        let organiser = note_signer("example.org/organiser", 14);
        insert(&mut files, MANIFEST_NOTE, &organiser::sign_manifest(&organiser, id).unwrap());
        files.insert(ROLL.into(), self.roll.to_bytes());
        let issuance = self.log_files(&mut files, ISSUANCE, 11, &self.issuance);
        let entries: Vec<Vec<u8>> = self.ballots.iter().map(|(entry, _)| entry.clone()).collect();
        let ballots = self.log_files(&mut files, BALLOTS, 12, &entries);
        let copy = self.copy();
        files.insert(copy::path(0), copy.clone());
        if self.election.manifest.trustees.n > 1 {
            for (index, (announced, revealed)) in (1..).zip(transcript()) {
                insert(&mut files, &announcement_path(index), &announced);
                insert(&mut files, &reveal_path(index), &revealed);
            }
        }
        for (index, secret) in &self.shares {
            let (ballots, issuance) = (ballots.body_hash(), issuance.body_hash());
            let share = Share { index: *index, secret: secret.clone(), ballots, issuance };
            let number = u8::try_from(*index).unwrap();
            let trustee = note_signer(&format!("trustee-{index}"), 20 + number);
            insert(&mut files, &share_path(*index), &share.sign(&trustee).unwrap());
        }
        let totals = self.results(&mut files, &ballots);
        let auditor = note_signer("auditor", 15);
        let unopened = self.unopened();
        let hold =
            Hold { election: *id, ballots: ballots.body_hash(), copy: sha256(&[&copy]), unopened };
        insert(&mut files, &hold_path("auditor"), &hold.sign(&auditor).unwrap());
        sign_sums(&mut files, &self.election);
        let sums = sha256(&[&files[SUMS]]);
        let reading = proof_of_reading(auditor.key(), &[&copy]);
        let attestation = Attestation { election: *id, sums, totals, reading };
        insert(&mut files, &attestation_path("auditor"), &attestation.sign(&auditor).unwrap());
        files
    }

    fn request(&self, person: u8) -> Request {
        let contest = contest_of(person);
        let key = registrar(usize::from(contest.index())).public().clone();
        Request::new(&key, &self.election.id, contest, &seed(person)).unwrap()
    }

    fn unopened(&self) -> u64 {
        self.ballots.iter().filter(|(_, record)| record.is_none()).count() as u64
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

    /// Writes a log with checkpoints at every second size.
    fn log_files(
        &self,
        files: &mut Files,
        folder: &str,
        number: u8,
        between: &[Vec<u8>],
    ) -> Checkpoint {
        let id = &self.election.id;
        let mut entries = vec![entry::header(id)];
        entries.extend_from_slice(between);
        entries.push(entry::close(id, entries.len() as u64));
        let signer = note_signer(&format!("example.org/{folder}"), number);
        let checkpoint = |size: usize| Checkpoint {
            origin: signer.key().name().to_owned(),
            size: size as u64,
            root: root_of(entries[..size].iter().map(|entry| leaf_hash(entry))),
        };
        let sizes = (0..entries.len()).step_by(2).chain([entries.len()]);
        let notes: Vec<Note> = sizes.map(|size| checkpoint(size).sign(&signer).unwrap()).collect();
        let log = LogFiles { folder, entries: &entries, checkpoints: &notes };
        files.extend(log.files().unwrap());
        checkpoint(entries.len())
    }

    fn results(&self, files: &mut Files, ballots: &Checkpoint) -> Totals {
        let mut count = Count::new(&self.election, ballots.size);
        let empty = std::iter::once(None);
        let records = self.ballots.iter().map(|(_, record)| record.as_ref());
        empty.clone().chain(records).chain(empty).for_each(|record| count.take(record));
        assert!(count.is_whole());
        let outcome = count.unseal(&self.secret, &ballots.root).unwrap();
        for (contest, result) in self.election.manifest.contests.iter().zip(outcome.contests) {
            files.insert(result_path(&contest.id), result.result);
            files.extend(result.trace.map(|trace| (trace_path(&contest.id), trace)));
            files.extend(result.counted.map(|lines| (counted_path(&contest.id), lines)));
            files.extend(result.pabulib.map(|file| (pabulib_path(&contest.id), file)));
        }
        files.insert(crate::record::INCIDENTS.into(), outcome.incidents.to_json());
        outcome.totals
    }
}

/// Makes SHA256SUMS and its note again, as a forger with the organiser's key could.
pub(crate) fn sign_sums(files: &mut Files, election: &Election) {
    let mut sums = Sums::new(election.manifest.publication);
    for (path, bytes) in files.iter() {
        sums.add(path, bytes);
    }
    let text = sums.to_text().into_bytes();
    let organiser: NoteSigner = note_signer("example.org/organiser", 14);
    let note = organiser::sign_sums(&organiser, &election.id, &text).unwrap();
    files.insert(SUMS.into(), text);
    insert(files, SUMS_NOTE, &note);
}

fn insert(files: &mut Files, path: &str, note: &Note) {
    files.insert(path.into(), note.to_string().into_bytes());
}

fn contest_of(person: u8) -> ContestIndex {
    ContestIndex::new(u16::from(person > 3)).unwrap()
}

fn seed(person: u8) -> Seed {
    Seed::from_bytes([person; 16])
}

fn roll_record(person: u8, contest: ContestIndex) -> RollRecord {
    let number = IdentityNumber::new(&format!("3123456789012{person}")).unwrap();
    let salt = Pepper::from_bytes(signing_key(50).to_bytes()).salt(&number);
    RollRecord { contest: RollContest::One(contest), leaf: RollLeaf::new(&salt, &number) }
}
