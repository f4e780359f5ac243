//! Why a command ends early, and with which exit code.

use std::io;
use std::net::SocketAddr;
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
    /// A file of the vote that is not what it should be.
    #[error("{name}: {reason}")]
    Unsound { name: String, reason: String },
    #[error("{0}")]
    Rule(TallyError),
    #[error("{} cannot be written: {error}", path.display())]
    Output { path: PathBuf, error: io::Error },
    #[error("{address} cannot be listened on: {error}")]
    Listen { address: SocketAddr, error: io::Error },
    #[error("the output cannot be written: {0}")]
    Stdout(io::Error),
    #[error("{address} cannot be fetched: {reason}")]
    Download { address: String, reason: String },
    /// What was downloaded fails a step of the verification before it is complete.
    #[error("step {step} fails: {reason}")]
    Step { step: u8, reason: String },
    /// The command could be carried out, but must not be.
    #[error("refused: {0}")]
    Refused(String),
    #[error("the system gives no randomness: {0}")]
    Randomness(String),
}

impl Failure {
    /// A file that is not what it should be.
    pub(crate) fn unsound(name: impl ToString, reason: impl ToString) -> Self {
        Self::Unsound { name: name.to_string(), reason: reason.to_string() }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::CommandLine(_) => WRONG_COMMAND_LINE,
            Self::Input { .. } => 71,
            Self::File { .. } | Self::Unsound { .. } => 72,
            Self::Rule(_) => 73,
            // A reader that has seen enough (`| head`) is no failure.
            Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Output { .. } | Self::Listen { .. } | Self::Stdout(_) => 74,
            Self::Download { .. } => 75,
            Self::Step { step, .. } => *step,
            Self::Refused(_) => 76,
            Self::Randomness(_) => 77,
        })
    }

    /// Whether there is anything to say about it.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
