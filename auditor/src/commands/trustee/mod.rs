//! `hashar-audit trustee`

mod begin;
mod check;
mod init;
mod share;

use clap::{Args, Subcommand};

use crate::failure::Failure;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make the key of a single trustee and print what the manifest needs of it
    Init(init::Arguments),
    /// Begin the key generation of several trustees: draw a part, announce its hash
    Begin(begin::Arguments),
    /// Check that a key file or a share note belongs to an election
    Check(check::Arguments),
    /// Sign the note that releases the share, after the vote
    Share(share::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.action {
        Action::Init(arguments) => init::run(arguments),
        Action::Begin(arguments) => begin::run(arguments),
        Action::Check(arguments) => check::run(arguments),
        Action::Share(arguments) => share::run(arguments),
    }
}
