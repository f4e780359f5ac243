//! The clock of a vote that is held while the demo is loaded.

use app::web::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::UnixTime;

/// A time that stands until it is set.
#[derive(Clone)]
pub struct Hours(Arc<AtomicI64>);

impl Hours {
    /// Stands at `now`.
    #[must_use]
    pub fn at(now: UnixTime) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    /// The time that it stands at.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes to `now`.
    pub fn set(&self, now: UnixTime) {
        self.0.store(now, Ordering::Relaxed);
    }

    /// The same clock for whoever asks for the time.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let time = Arc::clone(&self.0);
        Clock::new(move || time.load(Ordering::Relaxed))
    }
}
