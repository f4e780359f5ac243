//! The one place of the auditor that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in Unix seconds.
#[expect(clippy::disallowed_methods, reason = "here the time becomes an argument")]
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
