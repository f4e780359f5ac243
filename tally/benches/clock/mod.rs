//! Time on this thread's processor, which other load on the machine does not lengthen.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long this thread has run, where the system tells (Linux), else the time of day.
pub(crate) fn on_processor() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    // The counter is brought up to date when the thread gives way.
    std::thread::yield_now();
    let schedstat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = schedstat.and_then(|text| text.split(' ').next()?.parse().ok());
    ran.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
