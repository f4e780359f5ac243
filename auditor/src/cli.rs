//! The command line and its help.

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::commands::Command;
use crate::failure;

/// Recompute and check elections without trusting the server.
#[derive(Parser)]
#[command(name = "hashar-audit", version, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
   0  done; of `verify`: every step was verified, or attested by the quorum of auditors
   1..15  of `verify` and `fetch`: the first step that failed
  64  of `verify`: nothing failed, but not everything could be checked
  70  the command line is wrong
  71  the input cannot be read
  72  the input is not what it should be; the message says where
  73  the rule cannot be applied to this election
  74  the output cannot be written, the address not listened on
  75  the address cannot be fetched
  76  refused: it could be done, but must not be; the message says why
  77  the system gives no randomness

Examples:
  hashar-audit verify record/
  hashar-audit verify https://example.org/api/v1/elections/7/record --json
  hashar-audit fetch https://example.org/api/v1/elections/7/record record/
  hashar-audit trustee init --name trustee-1 --out trustee.key
  hashar-audit tally election.pb
  hashar-audit tally --help";

/// The command to run, or the exit code when there is none: help was shown, or an error.
pub(crate) fn command() -> Result<Command, ExitCode> {
    Cli::try_parse().map(|cli| cli.command).map_err(|error| {
        // Nothing is left to do when even the help cannot be printed.
        let _ = error.print();
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
            _ => ExitCode::from(failure::WRONG_COMMAND_LINE),
        }
    })
}
