//! The one place that reads the time.

use app::web::{Clock, ClockHand};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use store::UnixTime;

/// The system's clock plus an offset that only a demo moves.
#[derive(Clone, Default)]
pub struct SystemClock {
    offset: Arc<AtomicI64>,
}

impl SystemClock {
    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        system_now().saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// Moves the clock to the system's time plus `seconds`.
    pub fn set_offset(&self, seconds: UnixTime) {
        self.offset.store(seconds, Ordering::Relaxed);
    }

    /// The same clock for the pages of a demo, where an official moves it.
    #[must_use]
    pub fn for_demo(&self) -> Clock {
        self.for_pages().moved_by(Arc::new(self.clone()))
    }

    /// The same clock for the pages.
    #[must_use]
    pub fn for_pages(&self) -> Clock {
        let clock = self.clone();
        Clock::new(move || clock.now())
    }
}

impl ClockHand for SystemClock {
    fn offset(&self) -> UnixTime {
        self.offset.load(Ordering::Relaxed)
    }

    fn set_offset(&self, seconds: UnixTime) {
        Self::set_offset(self, seconds);
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
fn system_now() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixTime::try_from(since.as_secs()).unwrap_or(UnixTime::MAX)
}
