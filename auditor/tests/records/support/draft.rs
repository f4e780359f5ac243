//! The vote, up to the close.

use voting::ballot_box::Admitted;
use voting::commitment::{BodyScalar, Commitment, Opening};
use voting::copy::CopyRecord;
use voting::issuance::{Channel, IssueEntry, IssueRequest};
use voting::manifest::Election;
use voting::roll::Roll;

use super::plan::Plan;
use super::{Person, rng};

/// An election whose ballots are cast.
pub(crate) struct Draft {
    pub(crate) election: Election,
    pub(crate) manifest: Vec<u8>,
    pub(crate) roll: Roll,
    /// Entries between header and close.
    pub(crate) issuance: Vec<Vec<u8>>,
    /// What is between header and close, by ascending commitment, with what opens it.
    pub(crate) ballots: Vec<(Commitment, Option<CopyRecord>)>,
}

impl Draft {
    /// Everybody on the roll is issued a credential and votes, or stays away, as people do.
    pub(crate) fn new(plan: &Plan) -> Self {
        let people: Vec<Person> = (0..plan.people).map(Person).collect();
        let roll = Roll::collect(people.iter().map(|person| person.record())).unwrap();
        let of = |contest: u16| {
            people.iter().filter(|person| person.contest().index() == contest).count() as u64
        };
        let manifest = plan.manifest(&roll, vec![of(0), of(1)]).to_json().unwrap();
        let election = Election::parse(&manifest).unwrap();
        let mut draft = Self { election, manifest, roll, issuance: vec![], ballots: vec![] };
        for person in people.into_iter().filter(|person| person.is_issued()) {
            draft.issue(person);
            if person.votes() {
                draft.vote(person);
            }
        }
        draft.sort();
        draft
    }

    /// Logs a credential.
    pub(crate) fn issue(&mut self, person: Person) {
        let contest = person.contest();
        let request = IssueRequest { contest, blinded: person.request(&self.election).blinded() };
        let leaf = person.record().leaf;
        let entry = IssueEntry::new(self.election.id, &request, leaf, None, Channel::OwnDevice);
        self.issuance.push(entry.to_bytes());
    }

    /// Logs whatever bytes as a ballot, without asking the box.
    pub(crate) fn log(&mut self, body: &[u8]) {
        let opening = Opening::random(&mut rng(7_000 + self.ballots.len() as u64));
        let commitment = Commitment::new(BodyScalar::of(body), &opening);
        self.ballots.push((commitment, Some(CopyRecord { opening, body: body.to_vec() })));
        self.sort();
    }

    /// A time in the middle of the vote.
    pub(crate) fn noon(&self) -> u64 {
        self.election.manifest.cast_from + 3_000
    }

    fn vote(&mut self, person: Person) {
        let credential = person.credential(&self.election);
        let now = self.noon();
        for cast in 0..=u8::from(person.votes_again()) {
            let body = person.body(&self.election, credential.clone(), cast, now);
            let admitted = Admitted::new(body.as_bytes(), &self.election.terms, now).unwrap();
            let committed = admitted.commit(&mut rng(500_000 + self.ballots.len() as u64));
            let record = CopyRecord { opening: committed.opening, body: body.as_bytes().to_vec() };
            self.ballots.push((committed.commitment, Some(record)));
        }
    }

    /// All in one batch.
    fn sort(&mut self) {
        self.ballots.sort_by_key(|(commitment, _)| *commitment.as_bytes());
    }
}
