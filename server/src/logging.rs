//! Logs: words for people on a terminal, JSON lines otherwise. No personal data, no addresses.

use crate::config::LogFormat;
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Starts logging; `filter` is in the form of `RUST_LOG`.
///
/// # Errors
/// A filter that cannot be read.
pub(crate) fn start(format: LogFormat, filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|error| anyhow::anyhow!("log.filter cannot be read: {error}"))?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A file of logs is searched: signs for a terminal's colours would stand between words.
        .with_ansi(std::io::stderr().is_terminal());
    match format {
        LogFormat::Text => logs.compact().init(),
        LogFormat::Json => logs.json().flatten_event(true).init(),
    }
    Ok(())
}
