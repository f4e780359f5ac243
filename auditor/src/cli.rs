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
   0  done
  70  the command line is wrong
  71  the input cannot be read
  72  the input is not a sound election; the message names the line
  73  the rule cannot be applied to this election
  74  the output cannot be written

Examples:
  hashar-audit rules
  hashar-audit tally election.pb
  hashar-audit tally election.pb.gz --rule greedy_votes_noskip --json
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
