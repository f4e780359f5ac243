//! Who votes, and how.

use voting::body::Body;
use voting::credential::{CredentialSignature, Request};
use voting::derive::signing_key;
use voting::id::{ContestIndex, ProjectIndex};
use voting::manifest::Election;
use voting::plaintext::{Choice, Vote};
use voting::roll::{IdentityNumber, Pepper, RollContest, RollLeaf, RollRecord, RollSalt};
use voting::seal::SealContext;
use voting::seed::Seed;
use voting::slot::{Seq, Slot};
use voting::voter::VoterKey;

use super::plan::registrar;
use super::rng;

/// A person of this number, from 0; every other one votes in the second contest.
#[derive(Clone, Copy)]
pub(crate) struct Person(pub(crate) u32);

impl Person {
    pub(crate) fn contest(self) -> ContestIndex {
        ContestIndex::new(u16::try_from(self.0 % 2).unwrap()).unwrap()
    }

    pub(crate) fn number(self) -> IdentityNumber {
        IdentityNumber::new(&format!("3010180{:07}", self.0)).unwrap()
    }

    pub(crate) fn salt(self) -> RollSalt {
        Pepper::from_bytes([50; 32]).salt(&self.number())
    }

    pub(crate) fn record(self) -> RollRecord {
        let leaf = RollLeaf::new(&self.salt(), &self.number());
        RollRecord { contest: RollContest::One(self.contest()), leaf }
    }

    /// One in thirteen stays away without a credential, one in seventeen with one.
    pub(crate) fn is_issued(self) -> bool {
        self.0 % 13 != 12
    }

    pub(crate) fn votes(self) -> bool {
        self.is_issued() && self.0 % 17 != 16
    }

    /// One in seven votes again.
    pub(crate) fn votes_again(self) -> bool {
        self.0 % 7 == 3
    }

    /// One in nineteen has a device that makes no vote of it.
    pub(crate) fn spoils(self) -> bool {
        self.0 % 19 == 5
    }

    pub(crate) fn seed(self) -> Seed {
        let [a, b, c, d] = self.0.to_be_bytes();
        Seed::from_bytes([a, b, c, d, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    }

    pub(crate) fn request(self, election: &Election) -> Request {
        let contest = self.contest();
        let key = registrar(usize::from(contest.index())).public();
        Request::new(key, &election.id, contest, &self.seed()).unwrap()
    }

    /// The registrar's signature over her key.
    pub(crate) fn credential(self, election: &Election) -> CredentialSignature {
        let request = self.request(election);
        let registrar = registrar(usize::from(self.contest().index()));
        let answer = registrar.blind_sign(&request.blinded(), &mut rng(1)).unwrap();
        request.finalize(&answer).unwrap()
    }

    /// Her ballot of cast number `cast`, with whatever credential, at a time.
    pub(crate) fn body(
        self,
        election: &Election,
        credential: CredentialSignature,
        cast: u8,
        at: u64,
    ) -> Body {
        let contest = self.contest();
        let rules = &election.terms.contest(contest).unwrap().rules;
        let choice = |project| Choice { project: ProjectIndex(project), value: 1 };
        let first = u16::try_from((self.0 / 2 + u32::from(cast)) % 3).unwrap();
        let mut choices = vec![choice(first)];
        if self.0.is_multiple_of(4) && first < 2 {
            choices.push(choice(2));
        }
        let length = election.terms.plaintext_length;
        let mut plaintext = Vote::new(choices, rules).unwrap().encode(rules, length).unwrap();
        if self.spoils() {
            // Something in the padding.
            plaintext[length - 1] = 1;
        }
        let secret = signing_key(&self.seed(), &election.id, contest);
        let voter = VoterKey::from(secret.verifying_key());
        let seq = Seq::new(Slot::at(at), cast).unwrap();
        let context = SealContext { election: &election.id, contest, voter: &voter, seq };
        let seed = 1_000 + u64::from(self.0) * 16 + u64::from(cast);
        let sealed = context.seal(&election.terms.key, &plaintext, &mut rng(seed)).unwrap();
        Body::sign(election.id, contest, seq, credential, sealed, &secret)
    }
}
