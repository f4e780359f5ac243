//! Why a command ends early, and with which exit code.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use tally::TallyError;
use tally::pb::ReadError;

/// Exit code of a command line that cannot be understood. Codes 1 to 15 and 64 belong to the
/// verifier's steps, so that the usual 2 is not free.
pub(crate) const WRONG_COMMAND_LINE: u8 = 70;

/// What went wrong, in words for the person who typed the command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0}")]
    CommandLine(String),
    #[error("{name} cannot be read: {error}")]
    Input { name: String, error: io::Error },
    #[error("{name}: {error}")]
    File { name: String, error: ReadError },
    #[error("{0}")]
    Rule(TallyError),
    #[error("{} cannot be written: {error}", path.display())]
    Output { path: PathBuf, error: io::Error },
    #[error("the output cannot be written: {0}")]
    Stdout(io::Error),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::CommandLine(_) => WRONG_COMMAND_LINE,
            Self::Input { .. } => 71,
            Self::File { .. } => 72,
            Self::Rule(_) => 73,
            // A reader that has seen enough (`| head`) is no failure.
            Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Output { .. } | Self::Stdout(_) => 74,
        })
    }

    /// Whether there is anything to say about it.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
