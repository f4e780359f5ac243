//! Registrar and box as the server runs them, with the keys of `voting`'s tests, and a network
//! that loses what a test wants lost.

use std::collections::{BTreeMap, VecDeque};

use ed25519_dalek::SigningKey;
use voting::answer::Answer;
use voting::ballot_box::Admitted;
use voting::batch::BatchRule;
use voting::checkpoint::Checkpoint;
use voting::derive::Keystream;
use voting::election_key::ElectionSecret;
use voting::entry;
use voting::error::Error;
use voting::id::ElectionId;
use voting::issuance::{IssueAnswer, IssueRequest};
use voting::manifest::{
    Auditor, BallotTerms, Contest, Election, Log, Logs, Manifest, OnePer, Project, Publication,
    Publish, RollTerms, Rule, SPEC, Trustee, Trustees,
};
use voting::merkle::{Hash, InclusionProof, leaf_hash};
use voting::note::{KeyKind, NoteSigner};
use voting::plaintext::{BallotKind, Vote};
use voting::promise::Promise;
use voting::receipt::Receipt;
use voting::registrar::RegistrarSecret;
use voting::roll::RollSalt;
use voting::tie::TieRule;

use super::super::super::offer::{Kind, Offer, Rules};
use super::super::super::testing::{NOW, offer};
use super::*;

const PEM: &str = include_str!("../../../../../../voting/tests/keys/registrar-2048-1.pem");
pub(super) const COSTS: [u64; 3] = [50, 60, 10];
const ORIGIN: &str = "example.org/ballots";

/// What the network does to one request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    LoseRequest,
    LoseAnswer,
    Busy,
    /// Something in between, or another box, answers in the box's place.
    Answer(u16, &'static str),
}

pub(super) struct World {
    pub(super) bytes: Vec<u8>,
    pub(super) election: Election,
    pub(super) offer: Offer,
    registrar: RegistrarSecret,
    pub(super) box_key: NoteSigner,
    issued: Option<IssueRequest>,
    /// Body -> answer: what the box stored.
    pub(super) stored: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(super) posted: usize,
    pub(super) faults: VecDeque<Fault>,
    /// The box's clock.
    pub(super) now: u64,
    /// The device keeps nothing once a ballot is in.
    pub(super) full_after_casting: bool,
    /// What the box does to its answers.
    pub(super) forge: fn(Vec<u8>) -> Vec<u8>,
}

pub(super) fn rng(seed: u8) -> Keystream {
    Keystream::new(&[seed; 32])
}

fn signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, SigningKey::from_bytes(&[number; 32])).unwrap()
}

pub(super) fn secret() -> ElectionSecret {
    ElectionSecret::generate(&mut rng(99))
}

fn manifest(registrar: &RegistrarSecret, publication: Publication) -> Manifest {
    let vkey = |name: &str, number| signer(name, number).key().clone();
    let log = |name: &str, number| Log { origin: name.into(), vkey: vkey(name, number) };
    let y = secret().public();
    let project = |(place, cost): (usize, &u64)| Project { id: format!("p{place}"), cost: *cost };
    let contest = Contest {
        id: "one".into(),
        name: "One".into(),
        territory: "UZ-TK-01".into(),
        envelope: 100,
        projects: COSTS.iter().enumerate().map(project).collect(),
        ballot: BallotTerms { kind: BallotKind::Knapsack, min: 1, max: 2, max_points: None },
        rsa_spki: registrar.public().clone(),
        rule: Rule { name: "greedy_votes".into(), params: serde_json::Map::new() },
        publish: Publish::Totals,
        min_counted: 0,
    };
    let trustee = Trustee { index: 1, name: "trustee".into(), vkey: vkey("trustee", 21), y_i: y };
    Manifest {
        spec: SPEC.into(),
        title: "An election".into(),
        publication,
        one_per: OnePer::Contest,
        roll: RollTerms::Closed { root: Hash::EMPTY, size: 5, roll_size: vec![5] },
        contests: vec![contest],
        tie: TieRule::Secret,
        trustees: Trustees { k: 1, n: 1, y, list: vec![trustee] },
        logs: Logs { issuance: log("example.org/issuance", 11), ballots: log(ORIGIN, 12) },
        promise_vkey: vkey("example.org/ballots/promise", 13),
        organiser_vkey: vkey("example.org/organiser", 14),
        witnesses: "quorum none\n".into(),
        auditors: vec![Auditor { name: "auditor".into(), vkey: vkey("auditor", 15) }],
        quorum: 1,
        issue_from: NOW - 9_000,
        cast_from: NOW - 3_000,
        closes_at: NOW + 4_200,
        batch: BatchRule { min_seconds: 60, min_entries: 10, cap_seconds: 600 },
        merge_by_seconds: 700,
        plaintext_len: 128,
    }
}

impl World {
    pub(super) fn new(publication: Publication) -> Self {
        let registrar = RegistrarSecret::from_pkcs8_pem(PEM).unwrap();
        let bytes = manifest(&registrar, publication).to_json().unwrap();
        let election = Election::parse(&bytes).unwrap();
        let rules = Rules { kind: Kind::Knapsack, min: 1, max: 2, envelope: 100 };
        let offer = Offer { election: election.id.to_string(), ..offer(rules, &COSTS) };
        Self {
            bytes,
            election,
            offer,
            registrar,
            box_key: signer("example.org/ballots/promise", 13),
            issued: None,
            stored: BTreeMap::new(),
            posted: 0,
            faults: VecDeque::new(),
            now: NOW,
            full_after_casting: false,
            forge: |answer| answer,
        }
    }

    pub(super) fn voter(&self, chosen: &[&str]) -> Voter {
        Voter::new(&self.bytes, &self.offer, chosen).unwrap()
    }

    /// Proofs that both logs begin with the header of an election.
    pub(super) fn log_proofs(&self, id: &ElectionId) -> [Vec<u8>; 2] {
        [("example.org/issuance", 11), (ORIGIN, 12)].map(|(name, number)| {
            let root = leaf_hash(&entry::header(id));
            let checkpoint = Checkpoint { origin: name.into(), size: 1, root };
            let checkpoint = checkpoint.sign(&signer(name, number)).unwrap();
            let proof = Receipt { index: 0, proof: InclusionProof(Vec::new()), checkpoint };
            proof.to_string().into_bytes()
        })
    }

    /// An errand for these projects; the device's clock is right.
    pub(super) fn errand(&self, kept: Kept, chosen: &[&str]) -> Errand {
        let clock = Clock::aligned(self.now, self.now);
        Errand::new(self.voter(chosen), kept, clock, chosen.join("\n"))
    }

    /// Runs an errand to its end; waiting moves the box's clock.
    pub(super) fn run(&mut self, errand: &mut Errand) -> Task {
        let mut rng = rng(self.posted as u8 + 40);
        for _ in 0..60 {
            let task = errand.next(self.now, &mut rng);
            let reply = match &task {
                Task::Arrived(_) | Task::Stop(_) => return task,
                Task::Keep(_) if self.full_after_casting && !self.stored.is_empty() => {
                    Reply::NotKept
                }
                Task::Keep(kept) => {
                    assert_eq!(Kept::from_bytes(&kept.to_bytes().unwrap()).as_ref(), Some(kept));
                    Reply::Done
                }
                Task::Issue(request) => self.issue(request),
                Task::Cast(body) => self.send(body),
                Task::Pause(_) => Reply::Done,
                Task::Wait { until } => {
                    assert!(errand.clock().at(self.now) < *until);
                    self.now += until - errand.clock().at(self.now);
                    Reply::Done
                }
            };
            errand.answer(&task, reply, self.now);
        }
        panic!("the errand never ends");
    }

    pub(super) fn issue(&mut self, request: &[u8]) -> Reply {
        let request = IssueRequest::parse(request).unwrap();
        if self.issued.as_ref().is_some_and(|issued| *issued != request) {
            return Reply::Http { status: 409, body: Vec::new() };
        }
        let signature = self.registrar.blind_sign(&request.blinded, &mut rng(3)).unwrap();
        self.issued = Some(request);
        let answer = IssueAnswer { signature, salt: RollSalt::from_bytes([5; 32]) };
        Reply::Http { status: 200, body: answer.to_bytes() }
    }

    fn send(&mut self, body: &[u8]) -> Reply {
        self.posted += 1;
        match self.faults.pop_front() {
            Some(Fault::LoseRequest) => Reply::Lost,
            Some(Fault::Answer(status, body)) => Reply::Http { status, body: body.into() },
            Some(Fault::Busy) => Reply::Http { status: 503, body: Vec::new() },
            Some(Fault::LoseAnswer) => {
                self.take(body);
                Reply::Lost
            }
            None => self.take(body),
        }
    }

    /// The box: the same body gets the same answer.
    fn take(&mut self, body: &[u8]) -> Reply {
        let mut rng = rng(self.stored.len() as u8 + 80);
        let admitted = match Admitted::new(body, &self.election.terms, self.now) {
            Ok(admitted) => admitted,
            Err(Error::Clock { .. }) => {
                let body = format!(r#"{{"type":"urn:hashar:clock","now":{}}}"#, self.now);
                return Reply::Http { status: 422, body: body.into_bytes() };
            }
            Err(Error::NotOpen) => return Reply::Http { status: 410, body: Vec::new() },
            Err(error) => panic!("{error}"),
        };
        if let Some(answer) = self.stored.get(body) {
            return Reply::Http { status: 200, body: (self.forge)(answer.clone()) };
        }
        let committed = admitted.commit(&mut rng);
        let promise = Promise { commitment: committed.commitment, merge_by: self.now + 700 };
        let open = self.election.manifest.publication == Publication::Open;
        let answer = Answer {
            confirmation: committed.confirmation,
            opening: open.then_some(committed.opening),
            promise: promise.sign(&self.box_key).unwrap(),
        };
        let answer = answer.to_bytes();
        self.stored.insert(body.to_vec(), answer.clone());
        Reply::Http { status: 200, body: (self.forge)(answer) }
    }

    /// The ballots that the box holds by number: project positions of each.
    pub(super) fn ballots(&self) -> BTreeMap<u32, Vec<u16>> {
        let rules = self.election.manifest.contests[0].ballot_rules();
        let open = |bytes: &Vec<u8>| {
            let body = self.election.terms.parse(bytes).unwrap();
            let plain = body.seal_context().unseal(&secret(), &body.sealed).unwrap();
            let vote = Vote::parse(&plain, &rules).unwrap();
            (body.seq.number(), vote.choices().iter().map(|choice| choice.project.0).collect())
        };
        self.stored.keys().map(open).collect()
    }
}
