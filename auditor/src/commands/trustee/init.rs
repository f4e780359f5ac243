//! `hashar-audit trustee init`

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::key_file;
use crate::output::print_json;

/// A single trustee has the first index.
const INDEX: u16 = 1;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The name that the manifest gives to the trustee
    #[arg(long, default_value = "trustee-1")]
    name: String,
    /// The file to write, readable by you alone; it must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

const AFTER_HELP: &str = "\
Draws x and a note key at random and prints the manifest's `trustees` as JSON: Y, to which ballots
are sealed, and the vkey of the share note. Give the organiser that and keep the file: without it
no ballot of the election can ever be opened, and with it all can.
Exit codes: 0 made; 70 the name cannot be one; 74 the file exists or cannot be written

Example:
  hashar-audit trustee init --out trustee.key > trustees.json";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::generate(&arguments.name, Some(INDEX))?;
    key_file::create(&key, &arguments.out)?;
    match key.trustees() {
        Some(trustees) => print_json(&trustees),
        None => Ok(()),
    }
}
