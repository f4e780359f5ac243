//! The subcommands, one file each.

mod rules;
mod tally;

use clap::Subcommand;

use crate::failure::Failure;

/// What the auditor can be asked to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Compute who gets funded in a Pabulib .pb file, and why
    Tally(tally::Arguments),
    /// List the rules: name, definition, source
    Rules(rules::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Tally(arguments) => tally::run(&arguments),
            Self::Rules(arguments) => rules::run(&arguments),
        }
    }
}
