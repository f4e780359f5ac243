//! `hashar-audit`: recompute and check elections without trusting the server.
//!
//! No rules of its own: it reads input, calls `tally` and `voting`, and words what they say.
//! To add a subcommand: one file under `commands/` with its arguments and a `run` function, and
//! one variant of [`commands::Command`].

mod cli;
mod commands;
mod failure;
mod input;
mod output;
mod report;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match cli::command() {
        Ok(command) => command,
        Err(code) => return code,
    };
    match command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                eprintln!("hashar-audit: {failure}");
            }
            failure.exit_code()
        }
    }
}
