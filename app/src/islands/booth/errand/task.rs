//! What an errand asks for, and what comes back.

use serde::Deserialize;

use super::super::failure::Failure;
use super::super::kept::{Kept, Ticket};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Keep this durably, then answer with [`Reply::Done`].
    Keep(Kept),
    /// Post this to the registrar, with the session's cookie.
    Issue(Vec<u8>),
    /// Post this to the box, without cookie or referrer.
    Cast(Vec<u8>),
    /// Come back after so many seconds: a request failed.
    Pause(u64),
    /// Come back when the box's clock shows this time: the device may not cast earlier.
    Wait {
        /// Unix seconds of the box.
        until: u64,
    },
    /// The ballot is in, and everything about it was checked.
    Arrived(Ticket),
    /// Stop and say what to do.
    Stop(Failure),
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is kept, or the time has passed.
    Done,
    /// It could not be kept.
    NotKept,
    /// No answer.
    Lost,
    /// An answer.
    Http {
        /// Its status.
        status: u16,
        /// Its body.
        body: Vec<u8>,
    },
}

/// What a machine is told when it is refused (RFC 9457).
#[derive(Deserialize)]
pub(super) struct ProblemJson {
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// The box's clock.
    pub(super) now: Option<u64>,
}

impl ProblemJson {
    /// Whether the type's last part is this name.
    pub(super) fn is(&self, name: &str) -> bool {
        ends_in(&self.kind, name)
    }
}

/// Problem types are URIs (RFC 9457); their last part names the check.
pub(super) fn ends_in(kind: &str, name: &str) -> bool {
    kind.rsplit(['/', ':', '#']).next() == Some(name)
}

/// Reads one; other bodies are none.
pub(super) fn problem(body: &[u8]) -> Option<ProblemJson> {
    voting::json::parse(body).ok()
}
