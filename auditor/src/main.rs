//! `hashar-audit`: recompute and check elections without trusting the server.
//!
//! No rules of its own: it reads input, calls `tally` and `voting`, and words what they say.
//! To add a subcommand: one file under `commands/` with its arguments and a `run` function, and
//! one variant of [`commands::Command`].

mod ceremony;
mod cli;
mod clock;
mod commands;
mod download;
mod entropy;
mod failure;
mod folder;
mod input;
mod key_file;
mod notes;
mod output;
mod progress;
mod report;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match cli::command() {
        Ok(command) => command,
        Err(code) => return code,
    };
    match command.run() {
        Ok(code) => code,
        Err(failure) => {
            if !failure.is_silent() {
                eprintln!("hashar-audit: {failure}");
            }
            failure.exit_code()
        }
    }
}
