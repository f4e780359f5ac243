//! `hashar-audit witness init`

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::key_file;
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The witness's name: an address without https:// that is yours, such as witness.example/1
    #[arg(long)]
    name: String,
    /// The file to write, readable by you alone; it must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

const AFTER_HELP: &str = "\
Prints the vkey (c2sp.org/tlog-cosignature) for the witness policies of those who ask you. The
secret is in the file only.
Exit codes: 0 made; 70 the name cannot be one; 74 the file exists or cannot be written

Example:
  hashar-audit witness init --name witness.example/1 --out witness.key";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::generate_witness(&arguments.name)?;
    key_file::create(&key, &arguments.out)?;
    print(&format!("{}\n", key.signer.key()))
}
