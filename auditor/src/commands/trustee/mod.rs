//! `hashar-audit trustee`

mod begin;
mod check;
mod deal;
mod finish;
mod init;
mod reveal;
mod share;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::ceremony::Folder;
use crate::failure::Failure;
use crate::output::print;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make the key of a single trustee and print what the manifest needs of it
    Init(init::Arguments),
    /// Several trustees, first: draw your part and announce the hash of its public half
    Begin(begin::Arguments),
    /// Second: with all announcements here, reveal the public half
    #[command(after_help = reveal::AFTER_HELP)]
    Reveal(FolderArguments),
    /// Third: with all public halves here, seal a value to each other trustee
    #[command(after_help = deal::AFTER_HELP)]
    Deal(FolderArguments),
    /// Fourth: with all values for you here, make your share and the manifest's part
    #[command(after_help = finish::AFTER_HELP)]
    Finish(FolderArguments),
    /// Check that a key file or a share note belongs to an election
    Check(check::Arguments),
    /// Sign the note that releases the share, after the vote
    Share(share::Arguments),
}

/// Of the rounds after the first.
#[derive(Args)]
pub(crate) struct FolderArguments {
    /// Your folder, with the notes of the others in it
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.action {
        Action::Init(arguments) => init::run(arguments),
        Action::Begin(arguments) => begin::run(arguments),
        Action::Reveal(arguments) => reveal::run(arguments),
        Action::Deal(arguments) => deal::run(arguments),
        Action::Finish(arguments) => finish::run(arguments),
        Action::Check(arguments) => check::run(arguments),
        Action::Share(arguments) => share::run(arguments),
    }
}

/// Files that a key generation has not, named: one may be a misspelt note.
fn say_unexpected(folder: &Folder, n: u16) -> Result<(), Failure> {
    let names = folder.unexpected(n)?;
    if names.is_empty() {
        return Ok(());
    }
    print(&format!("not of this key generation: {}\n", names.join(", ")))
}
