//! `hashar-audit key`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::key_file;
use crate::output::print;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make an Ed25519 key for notes and print its public half
    Init(Init),
}

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
struct Init {
    /// The name that the manifest gives to the auditor or organiser
    #[arg(long)]
    name: String,
    /// The file to write, readable by you alone; it must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

const AFTER_HELP: &str = "\
Prints the vkey (c2sp.org/signed-note) for the manifest. The secret is in the file only.
Exit codes: 0 made; 70 the name cannot be one; 74 the file exists or cannot be written

Example:
  hashar-audit key init --name auditor-1 --out auditor-1.key";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Action::Init(init) = &arguments.action;
    let key = key_file::generate(&init.name, None)?;
    key_file::create(&key, &init.out)?;
    print(&format!("{}\n", key.signer.key()))
}
