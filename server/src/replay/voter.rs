//! A voter's device: what the booth does, with the checks of a client that believes nothing.

use super::People;
use crate::randomness::Generator;
use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use http::{Request, StatusCode, header};
use std::sync::Arc;
use thiserror::Error;
use tower::ServiceExt as _;
use voting::answer::Answer;
use voting::body::Body;
use voting::booth::Voter as Booth;
use voting::commitment::Commitment;
use voting::credential::{CredentialSignature, Request as CredentialRequest};
use voting::id::ContestIndex;
use voting::issuance::{IssueAnswer, IssueRequest};
use voting::manifest::Election;
use voting::plaintext::{Choice, Vote};
use voting::slot::{Seq, Slot};

/// The largest answer that is read.
const ANSWER_BYTES: usize = 64 * 1024;
/// Its media type.
const OCTETS: &str = "application/octet-stream";

/// Somebody who votes.
#[derive(Clone)]
pub struct Voter {
    /// In what.
    pub election: Arc<Election>,
    /// Among whom.
    pub people: Arc<People>,
    /// Which of them.
    pub number: usize,
}

/// Why a vote was not cast.
#[derive(Debug, Error)]
pub enum VoterError {
    /// The server answered with a problem.
    #[error("{path}: {status} {problem}")]
    Answered {
        /// Which route.
        path: String,
        /// The status.
        status: StatusCode,
        /// The answer's body.
        problem: String,
    },
    /// No answer came.
    #[error("no answer: {0}")]
    Http(String),
    /// An answer breaks the protocol.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
    /// The choices are no ballot of this contest.
    #[error("the choices are no ballot: {0}")]
    Choices(voting::plaintext::Spoiled),
}

impl Voter {
    /// The whole way of a vote through these routes; gives what was promised.
    ///
    /// # Errors
    /// [`VoterError`].
    pub async fn vote(
        &self,
        routes: &Router,
        choices: &[Choice],
        now: u64,
    ) -> Result<Commitment, VoterError> {
        let (request, bytes) = self.request()?;
        let answer = self.post(routes, "issue", Some(self.cookie()), bytes).await?;
        let credential = request.finalize(&IssueAnswer::parse(&answer)?.signature)?;
        let body = self.ballot(&credential, choices, now)?;
        let answer = self.post(routes, "cast", None, body.as_bytes().to_vec()).await?;
        self.promised(&body, &answer)
    }

    /// The blinded request for her credential, and its bytes.
    ///
    /// # Errors
    /// [`VoterError::Protocol`].
    pub fn request(&self) -> Result<(CredentialRequest, Vec<u8>), VoterError> {
        let contest = ContestIndex::new(0)?;
        let key = &self.election.terms.contest(contest)?.registrar;
        let seed = self.people.seed(self.number);
        let request = CredentialRequest::new(key, &self.election.id, contest, &seed)?;
        let bytes = IssueRequest { contest, blinded: request.blinded() }.to_bytes();
        Ok((request, bytes))
    }

    /// Her first ballot of the slot at `now`.
    ///
    /// # Errors
    /// [`VoterError::Choices`].
    pub fn ballot(
        &self,
        credential: &CredentialSignature,
        choices: &[Choice],
        now: u64,
    ) -> Result<Body, VoterError> {
        let contest = ContestIndex::new(0)?;
        let rules = &self.election.terms.contest(contest)?.rules;
        let vote = Vote::new(choices.to_vec(), rules).map_err(VoterError::Choices)?;
        let seed = self.people.seed(self.number);
        let booth = Booth { seed: &seed, contest, credential };
        let mut generator = Generator::new(&self.people.sealing(self.number));
        Ok(booth.ballot(
            &self.election.terms,
            &vote,
            Seq::new(Slot::at(now), 0)?,
            &mut generator,
        )?)
    }

    /// Checks the box's answer; gives what it promised.
    ///
    /// # Errors
    /// [`VoterError::Protocol`].
    pub fn promised(&self, body: &Body, answer: &[u8]) -> Result<Commitment, VoterError> {
        let answer = Answer::parse(answer)?;
        Ok(answer.verify(body, &self.election.manifest.promise_vkey)?.commitment)
    }

    /// The header that says who she is.
    #[must_use]
    pub fn cookie(&self) -> String {
        format!("hashar={}", self.people.token(self.number))
    }

    async fn post(
        &self,
        routes: &Router,
        route: &str,
        cookie: Option<String>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, VoterError> {
        let path = format!("/api/v1/elections/{}/{route}", self.election.id);
        let mut request = Request::post(&path).header(header::CONTENT_TYPE, OCTETS);
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let broken = |error: &dyn std::fmt::Display| VoterError::Http(error.to_string());
        let request = request.body(HttpBody::from(body)).map_err(|error| broken(&error))?;
        let Ok(answer) = routes.clone().oneshot(request).await;
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), ANSWER_BYTES).await;
        let bytes = bytes.map_err(|error| broken(&error))?;
        if status == StatusCode::OK {
            return Ok(bytes.to_vec());
        }
        let problem = String::from_utf8_lossy(&bytes).into_owned();
        Err(VoterError::Answered { path, status, problem })
    }
}
