//! Errors of the routes for machines: problem+json (RFC 9457), in one place.

use crate::ballot_box::CastError;
use crate::counting::{CountingError, RecordError};
use crate::poll::PollError;
use crate::registrar::IssueError;
use crate::sequencer::SequencerError;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use store::StoreError;
use voting::error::Error as Refusal;

/// Seconds after which trying again makes sense where too much was under way.
const RETRY_AFTER: u32 = 2;

/// What a machine is told. The last part of `type` names the check that failed.
#[derive(Debug, Serialize)]
pub(crate) struct ProblemJson {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// The server's clock in Unix seconds, where the client's is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u64>,
    /// Seconds after which asking again makes sense.
    #[serde(skip)]
    retry_after: Option<u32>,
}

impl ProblemJson {
    pub(crate) fn new(status: StatusCode, name: &str, detail: impl ToString) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        let detail = detail.to_string();
        Self {
            kind: format!("/problems/{name}"),
            title,
            status: status.as_u16(),
            detail,
            now: None,
            retry_after: None,
        }
    }

    /// Says after how many seconds asking again makes sense.
    pub(crate) fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Adds the server's clock.
    pub(crate) fn at(mut self, now: u64) -> Self {
        self.now = Some(now);
        self
    }

    fn internal(detail: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    /// An answer that could not be written as JSON.
    #[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
    pub(crate) fn unwritten(error: serde_json::Error) -> Self {
        tracing::error!(%error, "an answer for machines cannot be written");
        Self::internal("the answer cannot be written")
    }

    fn busy(detail: impl ToString) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail)
    }
}

impl IntoResponse for ProblemJson {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let busy = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_AFTER);
        let retry_after = self.retry_after.or(busy);
        let json = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, json).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<CastError> for ProblemJson {
    fn from(error: CastError) -> Self {
        match &error {
            CastError::Elsewhere => Self::new(StatusCode::NOT_FOUND, "elsewhere", error),
            CastError::Length => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "length", error),
            CastError::Refused(refusal) => refused(refusal),
            CastError::Held => Self::new(StatusCode::SERVICE_UNAVAILABLE, "held", error),
            CastError::Over => Self::new(StatusCode::GONE, "over", error),
            CastError::SlotFull => Self::new(StatusCode::TOO_MANY_REQUESTS, "slot", error),
            CastError::Busy => Self::busy(error),
            CastError::Internal => Self::internal(error),
        }
    }
}

impl From<IssueError> for ProblemJson {
    fn from(error: IssueError) -> Self {
        match &error {
            IssueError::Elsewhere => Self::new(StatusCode::NOT_FOUND, "elsewhere", error),
            IssueError::NotOpen => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-open", error),
            IssueError::Held => Self::new(StatusCode::SERVICE_UNAVAILABLE, "held", error),
            IssueError::Over => Self::new(StatusCode::GONE, "over", error),
            IssueError::Refused(refusal) => refused(refusal),
            IssueError::NotOnRoll => Self::new(StatusCode::FORBIDDEN, "roll", error),
            IssueError::IssuedBefore => Self::new(StatusCode::CONFLICT, "issued", error),
            IssueError::Busy => Self::busy(error),
            IssueError::Internal => Self::internal(error),
        }
    }
}

impl From<CountingError> for ProblemJson {
    fn from(error: CountingError) -> Self {
        use CountingError as Error;
        let (status, name) = match &error {
            Error::Unknown => (StatusCode::NOT_FOUND, "election"),
            Error::NoNote(_) => (StatusCode::UNPROCESSABLE_ENTITY, "note"),
            Error::OtherAuthor => (StatusCode::UNPROCESSABLE_ENTITY, "author"),
            Error::OtherLogs => (StatusCode::UNPROCESSABLE_ENTITY, "logs"),
            Error::OtherCopy => (StatusCode::UNPROCESSABLE_ENTITY, "copy"),
            Error::OtherRecord => (StatusCode::UNPROCESSABLE_ENTITY, "record"),
            Error::Erased => (StatusCode::GONE, "erased"),
            Error::WrongShare { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "share"),
            Error::State => (StatusCode::CONFLICT, "state"),
            _ => {
                tracing::error!(%error, "a record cannot be served");
                return Self::internal("the record cannot be served now");
            }
        };
        Self::new(status, name, error)
    }
}

impl From<RecordError> for ProblemJson {
    fn from(error: RecordError) -> Self {
        CountingError::from(error).into()
    }
}

impl From<PollError> for ProblemJson {
    fn from(error: PollError) -> Self {
        match error {
            PollError::Unknown => Self::new(StatusCode::NOT_FOUND, "election", error),
            PollError::Store(error) => error.into(),
            PollError::Keys(_) | PollError::Manifest(_) => {
                tracing::error!(%error, "an election cannot be served");
                Self::internal("the election cannot be served now")
            }
        }
    }
}

impl From<SequencerError> for ProblemJson {
    fn from(error: SequencerError) -> Self {
        match error {
            SequencerError::Store(error) => error.into(),
            SequencerError::Poll(error) => error.into(),
            error => {
                tracing::error!(%error, "a log cannot be read");
                Self::internal("the log cannot be read now")
            }
        }
    }
}

impl From<StoreError> for ProblemJson {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::new(StatusCode::NOT_FOUND, "not-found", "not there"),
            StoreError::Busy => Self::busy("the database is busy"),
            error => {
                tracing::error!(%error, "a route for machines failed");
                Self::internal("the database failed")
            }
        }
    }
}

impl From<BytesRejection> for ProblemJson {
    fn from(rejection: BytesRejection) -> Self {
        let name = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            _ => "body",
        };
        Self::new(rejection.status(), name, "the body could not be read")
    }
}

/// What the protocol refuses, by the name of the check.
fn refused(refusal: &Refusal) -> ProblemJson {
    let name = match refusal {
        Refusal::WrongElection => "election",
        Refusal::UnknownContest(_) | Refusal::Malformed { what: "contest", .. } => "contest",
        Refusal::Malformed { reason: "wrong tag", .. } => "tag",
        Refusal::Malformed { reason: "too short" | "wrong length", .. } => "length",
        Refusal::Malformed { what: "voter key", .. } => "voter-key",
        Refusal::NotOpen => "not-open",
        Refusal::Clock { .. } => "clock",
        Refusal::Credential => "credential",
        Refusal::VoterSignature => "signature",
        Refusal::VoterKeyTorsion => "torsion",
        Refusal::RegistrarKey(_) => "blinded-message",
        _ => "form",
    };
    ProblemJson::new(StatusCode::UNPROCESSABLE_ENTITY, name, refusal)
}
