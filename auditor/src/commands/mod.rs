//! The subcommands, one file each.

mod attest;
mod fetch;
mod hold;
mod key;
mod rules;
mod tally;
mod trustee;
mod verify;
mod witness;

use std::process::ExitCode;

use clap::Subcommand;

use crate::failure::Failure;

/// What the auditor can be asked to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check a published record, step by step
    Verify(verify::Arguments),
    /// Download a published record and check its sums
    Fetch(fetch::Arguments),
    /// Sign that you hold a copy which opens the ballot log
    Hold(hold::Arguments),
    /// Recompute a record from the copy and sign what was found
    Attest(attest::Arguments),
    /// Make the key that an auditor or an organiser signs with
    Key(key::Arguments),
    /// Make a trustee's key, release the share after the vote
    Trustee(trustee::Arguments),
    /// Be a witness of logs: sign that they only grow, keep evidence where they do not
    Witness(witness::Arguments),
    /// Compute who gets funded in a Pabulib .pb file, and why
    Tally(tally::Arguments),
    /// List the rules: name, definition, source
    Rules(rules::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let done = match self {
            Self::Verify(arguments) => return verify::run(&arguments),
            Self::Fetch(arguments) => fetch::run(&arguments),
            Self::Hold(arguments) => hold::run(&arguments),
            Self::Attest(arguments) => attest::run(&arguments),
            Self::Key(arguments) => key::run(&arguments),
            Self::Trustee(arguments) => trustee::run(&arguments),
            Self::Witness(arguments) => witness::run(&arguments),
            Self::Tally(arguments) => tally::run(&arguments),
            Self::Rules(arguments) => rules::run(&arguments),
        };
        done.map(|()| ExitCode::SUCCESS)
    }
}
