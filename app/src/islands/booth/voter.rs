//! The voter's half of the protocol for one contest: the calls of `voting`, in their order.

use rand_core::CryptoRng;

use voting::answer::Answer;
use voting::booth;
use voting::credential::{CredentialSignature, Request};
use voting::error::{Error, Result};
use voting::id::{ContestIndex, ProjectIndex};
use voting::issuance::{IssueAnswer, IssueRequest};
use voting::manifest::{Contest, Election, Publication};
use voting::plaintext::{BallotKind, Choice, Vote};
use voting::seed::Seed;
use voting::slot::Seq;

use super::failure::Failure;
use super::kept::Ticket;
use super::offer::{Kind, Offer};

/// One contest of an election whose manifest this browser fetched and hashed itself.
pub struct Voter {
    election: Election,
    contest: ContestIndex,
    vote: Vote,
}

impl Voter {
    /// Reads the manifest, compares it with what the page shows, and takes the choices (ids of
    /// projects).
    ///
    /// # Errors
    /// [`Failure::Mismatch`] when page and manifest differ in anything that the ballot depends on.
    pub fn new(manifest: &[u8], offer: &Offer, chosen: &[&str]) -> Result<Self, Failure> {
        let wrong = |_| Failure::Mismatch;
        let election = Election::parse(manifest).map_err(wrong)?;
        let contest = ContestIndex::new(offer.contest).map_err(wrong)?;
        let index = usize::from(offer.contest);
        let listed = election.manifest.contests.get(index).ok_or(Failure::Mismatch)?;
        if election.id.to_string() != offer.election || !is_shown(listed, offer) {
            return Err(Failure::Mismatch);
        }
        let vote = vote(listed, chosen).ok_or(Failure::Mismatch)?;
        Ok(Self { election, contest, vote })
    }

    /// Checks that both logs of the manifest begin with this election: a manifest that was made up
    /// for one voter is in no log that others see.
    ///
    /// # Errors
    /// [`Failure::Mismatch`] when one does not.
    pub fn check_logs(&self, issuance: &[u8], ballots: &[u8]) -> Result<(), Failure> {
        let logs = &self.election.manifest.logs;
        for (log, proof) in [(&logs.issuance, issuance), (&logs.ballots, ballots)] {
            let proof = std::str::from_utf8(proof).map_err(|_| Failure::Mismatch)?;
            booth::check_log_head(&self.election, log, proof).map_err(|_| Failure::Mismatch)?;
        }
        Ok(())
    }

    /// First second of the vote, and first second after it.
    #[must_use]
    pub const fn window(&self) -> (u64, u64) {
        (self.election.manifest.cast_from, self.election.manifest.closes_at)
    }

    /// What asks for the credential.
    ///
    /// # Errors
    /// Under no honest key.
    pub fn issue_request(&self, seed: &Seed) -> Result<Vec<u8>> {
        let blinded = self.request(seed)?.blinded();
        Ok(IssueRequest { contest: self.contest, blinded }.to_bytes())
    }

    /// The credential in the registrar's answer.
    ///
    /// # Errors
    /// When the answer is not its signature of this seed's request.
    pub fn credential(&self, seed: &Seed, answer: &[u8]) -> Result<Vec<u8>> {
        let answer = IssueAnswer::parse(answer)?;
        Ok(self.request(seed)?.finalize(&answer.signature)?.0)
    }

    /// Seals the choices and signs the ballot.
    ///
    /// # Errors
    /// When the credential is not of this election, so that nothing leaves that the box refuses.
    pub fn ballot(
        &self,
        seed: &Seed,
        credential: &[u8],
        seq: Seq,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>> {
        let credential = &CredentialSignature(credential.to_vec());
        let voter = booth::Voter { seed, contest: self.contest, credential };
        let body = voter.ballot(&self.election.terms, &self.vote, seq, rng)?;
        self.election.terms.verify_credential(&body)?;
        Ok(body.as_bytes().to_vec())
    }

    /// Checks the box's answer to a ballot. In open publication it must open its commitment.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn accepted(&self, body: &[u8], answer: &[u8], at: u64) -> Result<Ticket> {
        let answer = Answer::parse(answer)?;
        let manifest = &self.election.manifest;
        if answer.opening.is_some() != (manifest.publication == Publication::Open) {
            return Err(Error::Confirmation);
        }
        let promise = answer.verify(&self.election.terms.parse(body)?, &manifest.promise_vkey)?;
        let commitment = *promise.commitment.as_bytes();
        Ok(Ticket { at, commitment, promise: answer.promise.to_string() })
    }

    fn request(&self, seed: &Seed) -> Result<Request> {
        let registrar = &self.election.terms.contest(self.contest)?.registrar;
        Request::new(registrar, &self.election.id, self.contest, seed)
    }
}

/// Whether limits, projects and costs on the page are those of the manifest.
fn is_shown(contest: &Contest, offer: &Offer) -> bool {
    let (ballot, rules) = (&contest.ballot, offer.rules);
    let kind = match rules.kind {
        Kind::ChooseOne => BallotKind::ChooseOne,
        Kind::Approval => BallotKind::Approval,
        Kind::Knapsack => BallotKind::Knapsack,
    };
    let limits = ballot.kind == kind
        && (ballot.min, ballot.max) == (rules.min, rules.max)
        && (rules.kind != Kind::Knapsack || contest.envelope == rules.envelope);
    let listed = |id: &str, cost: u64| {
        contest.projects.iter().any(|project| project.id == id && project.cost == cost)
    };
    limits
        && contest.projects.len() == offer.projects.len()
        && offer.projects.iter().all(|shown| listed(&shown.id, shown.cost))
}

/// The vote for these projects, in the manifest's order.
fn vote(contest: &Contest, chosen: &[&str]) -> Option<Vote> {
    let listed = (0_u16..).zip(&contest.projects);
    let places: Vec<u16> = listed
        .filter(|(_, project)| chosen.contains(&project.id.as_str()))
        .map(|(place, _)| place)
        .collect();
    if places.len() != chosen.len() {
        return None;
    }
    let choice = |place| Choice { project: ProjectIndex(place), value: 1 };
    Vote::new(places.into_iter().map(choice).collect(), &contest.ballot_rules()).ok()
}
