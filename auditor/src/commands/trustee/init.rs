//! `hashar-audit trustee init`

use std::path::PathBuf;

use clap::Args;
use voting::manifest::{Trustee, Trustees};

use crate::entropy;
use crate::failure::Failure;
use crate::key_file::SecretKey;
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
    let key = SecretKey::generate(&arguments.name, Some(INDEX), &mut entropy::generator()?)?;
    key.create(&arguments.out)?;
    let list = key.share.iter().map(|share| Trustee {
        index: share.index,
        name: key.signer.key().name().to_owned(),
        vkey: key.signer.key().clone(),
        y_i: share.secret.public(),
    });
    let list: Vec<Trustee> = list.collect();
    match list.first().map(|trustee| trustee.y_i) {
        Some(y) => print_json(&Trustees { k: 1, n: 1, y, list }),
        None => Ok(()),
    }
}
