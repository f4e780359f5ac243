//! What a witness answers, before it is HTTP.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use voting::cosignature::cosign;
use voting::error::Error;
use voting::note::{KeyKind, NoteKey, NoteSigner};
use voting::witness::{Followed, Refusal, Request};

use crate::state::{State, WitnessError};

/// A key, and the logs that it follows. Of two requests about one log the second waits.
#[derive(Debug)]
pub struct Witness {
    signer: NoteSigner,
    state: State,
    logs: BTreeMap<String, Mutex<Followed>>,
}

/// An answer of c2sp.org/tlog-witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// 200: the cosignature's line.
    Signed(String),
    /// 404: a log that this witness does not follow.
    UnknownLog,
    /// 409: the size that was cosigned last.
    Conflict(u64),
    /// 403: not signed by the log.
    NotSigned(Error),
    /// 400: not a request.
    Malformed(Error),
    /// 422: the proof does not hold.
    NotProven(Error),
}

impl Witness {
    /// A witness of these logs, which goes on from what lies in its folder.
    ///
    /// # Errors
    /// [`WitnessError`].
    pub fn open(signer: NoteSigner, state: State, logs: &[NoteKey]) -> Result<Self, WitnessError> {
        if signer.key().kind() != KeyKind::Cosignature {
            return Err(WitnessError::NoWitnessKey(signer.key().name().to_owned()));
        }
        let mut followed = BTreeMap::new();
        for log in logs {
            let origin = log.name().to_owned();
            if followed.insert(origin.clone(), Mutex::new(state.followed(log)?)).is_some() {
                return Err(WitnessError::Twice(origin));
            }
        }
        Ok(Self { signer, state, logs: followed })
    }

    /// The key, with its name.
    #[must_use]
    pub const fn key(&self) -> &NoteKey {
        self.signer.key()
    }

    /// The logs by their origins, each with the size that was cosigned last.
    #[must_use]
    pub fn sizes(&self) -> Vec<(&str, u64)> {
        let size = |followed: &Mutex<Followed>| lock(followed).size();
        self.logs.iter().map(|(origin, log)| (origin.as_str(), size(log))).collect()
    }

    /// Answers `add-checkpoint` at a time in Unix seconds. Waits for the disk.
    ///
    /// # Errors
    /// [`WitnessError`]: nothing was signed then.
    pub fn add_checkpoint(&self, body: &str, now: u64) -> Result<Answer, WitnessError> {
        let request = match Request::parse(body) {
            Ok(request) => request,
            Err(error) => return Ok(Answer::Malformed(error)),
        };
        let Some(log) = self.logs.get(request.origin()) else { return Ok(Answer::UnknownLog) };
        let mut followed = lock(log);
        let next = match followed.examine(&request) {
            Ok(next) => next,
            Err(refusal) => return self.refuse(&followed, refusal),
        };
        if next != *followed {
            self.state.keep(&next)?;
        }
        *followed = next;
        let line = cosign(&self.signer, &request.checkpoint, now);
        Ok(line.map_or_else(Answer::Malformed, |line| Answer::Signed(format!("{line}\n"))))
    }

    fn refuse(&self, followed: &Followed, refusal: Refusal) -> Result<Answer, WitnessError> {
        let log = followed.log();
        match &refusal {
            // How a log that was asked by another process learns where this witness is.
            Refusal::OtherSize(_) => tracing::debug!(log = log.name(), "refused: {refusal}"),
            _ => tracing::warn!(log = log.name(), "refused: {refusal}"),
        }
        Ok(match refusal {
            Refusal::NotSigned(error) => Answer::NotSigned(error),
            Refusal::Malformed(error) => Answer::Malformed(error),
            Refusal::Proof(error) => Answer::NotProven(error),
            Refusal::OtherSize(size) => Answer::Conflict(size),
            Refusal::SplitView(split) => {
                if let Some(path) = self.state.report(log, &split)? {
                    let path = path.display();
                    tracing::error!(log = log.name(), "split view: {path} is evidence, publish it");
                }
                Answer::Conflict(followed.size())
            }
        })
    }
}

/// What a panic left behind is whole: it is replaced in one piece.
fn lock(followed: &Mutex<Followed>) -> std::sync::MutexGuard<'_, Followed> {
    followed.lock().unwrap_or_else(PoisonError::into_inner)
}
