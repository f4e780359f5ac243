//! How it stands with the witnesses of one log, in this process. A restart forgets it and asks.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use tokio::sync::{Mutex, MutexGuard};

/// Seconds until a witness that did not sign is asked again: twice as long each time.
const FIRST_PAUSE: u64 = 5;
const LONGEST_PAUSE: u64 = 300;

/// Of one log.
#[derive(Default)]
pub(crate) struct Witnessing {
    attempts: Mutex<Attempts>,
    missing: RwLock<Option<String>>,
}

/// By the witness's vkey.
pub(super) type Attempts = HashMap<String, Attempt>;

/// How the last request to a witness went.
#[derive(Clone, Default)]
pub(super) struct Attempt {
    /// The size that it saw last, as far as is known here.
    pub(super) seen: u64,
    /// Requests since then that came to nothing.
    failures: u32,
    /// It is left alone before.
    not_before: u64,
    /// What was wrong the last time.
    pub(super) wrong: Option<String>,
}

impl Attempt {
    pub(super) const fn is_due(&self, now: u64) -> bool {
        now >= self.not_before
    }

    pub(super) fn succeeded(&mut self, size: u64) {
        *self = Self { seen: size, ..Self::default() };
    }

    pub(super) fn failed(&mut self, wrong: String, now: u64) {
        let pause = FIRST_PAUSE.saturating_mul(1 << self.failures.min(10)).min(LONGEST_PAUSE);
        self.failures = self.failures.saturating_add(1);
        self.not_before = now.saturating_add(pause);
        self.wrong = Some(wrong);
    }
}

impl Witnessing {
    /// Waits for who asks at the moment.
    pub(super) async fn attempts(&self) -> MutexGuard<'_, Attempts> {
        self.attempts.lock().await
    }

    /// What is missing, for whoever watches; `None` when nothing is.
    pub(crate) fn missing(&self) -> Option<String> {
        self.missing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells what is missing, once.
    pub(super) fn tell(&self, origin: &str, missing: Option<String>) {
        let (open, labels) = (missing.is_some(), [("log", origin.to_owned())]);
        metrics::gauge!("hashar_witness_quorum_missing", &labels).set(f64::from(u8::from(open)));
        let mut told = self.missing.write().unwrap_or_else(PoisonError::into_inner);
        match (&*told, &missing) {
            (before, Some(why)) if before.as_ref() != Some(why) => tracing::error!("{why}"),
            (Some(_), None) => tracing::warn!(log = origin, "the quorum of witnesses has signed"),
            _ => {}
        }
        *told = missing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        let mut attempt = Attempt::default();
        assert!(attempt.is_due(0));
        let mut pauses = Vec::new();
        for _ in 0..8 {
            attempt.failed("silent".into(), 1_000);
            pauses.push(attempt.not_before - 1_000);
        }
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300]);
        assert!(!attempt.is_due(1_299) && attempt.is_due(1_300));
        attempt.succeeded(7);
        assert!(attempt.is_due(0) && attempt.seen == 7 && attempt.wrong.is_none());
    }
}
