//! What the manifest means for a single ballot: the same terms for booth, box and auditors.

use crate::body::{Body, Layout};
use crate::credential;
use crate::election_key::ElectionKey;
use crate::error::{Error, Result};
use crate::id::{ContestIndex, ElectionId};
use crate::plaintext::BallotRules;
use crate::registrar::{CredentialVerifier, RegistrarKey, Verifier};
use crate::slot::Window;

/// The terms of one contest.
#[derive(Debug, Clone)]
pub struct ContestTerms {
    /// The registrar's key.
    pub registrar: RegistrarKey,
    /// What a ballot may hold.
    pub rules: BallotRules,
    verifier: Verifier,
}

impl ContestTerms {
    /// Terms with a prepared verifier.
    #[must_use]
    pub fn new(registrar: RegistrarKey, rules: BallotRules) -> Self {
        Self { verifier: Verifier::new(&registrar), registrar, rules }
    }
}

/// The terms of one election.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The election.
    pub election: ElectionId,
    /// When the vote is open.
    pub window: Window,
    /// The key that ballots are sealed to.
    pub key: ElectionKey,
    /// Length of every plaintext in bytes.
    pub plaintext_length: usize,
    contests: Vec<ContestTerms>,
    layouts: Vec<Layout>,
}

impl Terms {
    /// Terms from their parts; contests by index.
    #[must_use]
    pub fn new(
        election: ElectionId,
        window: Window,
        key: ElectionKey,
        plaintext_length: usize,
        contests: Vec<ContestTerms>,
    ) -> Self {
        let layout = |contest: &ContestTerms| Layout {
            credential: contest.registrar.length(),
            plaintext: plaintext_length,
        };
        let layouts = contests.iter().map(layout).collect();
        Self { election, window, key, plaintext_length, contests, layouts }
    }

    /// A contest.
    ///
    /// # Errors
    /// [`Error::UnknownContest`].
    pub fn contest(&self, contest: ContestIndex) -> Result<&ContestTerms> {
        self.contests.get(usize::from(contest.index())).ok_or(Error::UnknownContest(contest))
    }

    /// The contests by index.
    #[must_use]
    pub fn contests(&self) -> &[ContestTerms] {
        &self.contests
    }

    /// Reads a body of this election.
    ///
    /// # Errors
    /// When it is of another form, contest or election.
    pub fn parse(&self, body: &[u8]) -> Result<Body> {
        let body = Body::parse(body, &self.layouts)?;
        if body.election != self.election {
            return Err(Error::WrongElection);
        }
        Ok(body)
    }

    /// The registrar signed this ballot's key for this contest.
    ///
    /// # Errors
    /// [`Error::Credential`].
    pub fn verify_credential(&self, body: &Body) -> Result<()> {
        let message = credential::message(&body.election, body.contest, &body.voter);
        self.contest(body.contest)?.verifier.verify(&message, &body.credential.0)
    }
}
