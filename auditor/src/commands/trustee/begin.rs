//! `hashar-audit trustee begin`

use std::path::PathBuf;

use clap::Args;

use crate::ceremony::folder::announce_name;
use crate::ceremony::{Folder, Own, Secret};
use crate::entropy;
use crate::failure::Failure;
use crate::key_file;
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The name that the manifest gives to you
    #[arg(long)]
    name: String,
    /// Your number among the trustees, from 1
    #[arg(long, value_name = "I")]
    index: u16,
    /// How many trustees there are
    #[arg(long, value_name = "N")]
    of: u16,
    /// How many of them open the ballots, at least 2
    #[arg(long, value_name = "K")]
    threshold: u16,
    /// Your folder for the key generation; it must exist and be yours alone
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
}

const AFTER_HELP: &str = "\
Draws your part of the key at random and announces the hash of its public half. note.key and
ceremony.secret stay in the folder; give announce-I.note to every other trustee.
Asked again, it writes the same announcement again and draws nothing.
Exit codes: 0 made; 70 numbers or name cannot be; 74 a file exists or cannot be written;
76 the folder is that of another key generation

Example:
  hashar-audit trustee begin --name trustee-1 --index 1 --of 3 --threshold 2 --folder ceremony";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { index, of: n, threshold: k, .. } = *arguments;
    if !(2..=n).contains(&k) || !(1..=n).contains(&index) {
        let reason = "needs 2 <= threshold <= of and 1 <= index <= of; one trustee alone has init";
        return Err(Failure::CommandLine(format!("trustee begin {reason}")));
    }
    let folder = Folder::new(&arguments.folder);
    let own = if folder.has_begun() { folder.own()? } else { draw(arguments, &folder)? };
    let secret = &own.secret;
    if secret.numbers() != (index, k, n) || own.key.signer.key().name() != arguments.name {
        let reason = "another key generation has begun in this folder; take an empty one";
        return Err(Failure::Refused(reason.to_owned()));
    }
    let note = own.announcement()?.sign(&own.key.signer);
    let note = note.map_err(|error| Failure::unsound("announcement", error))?;
    let path = folder.publish(&announce_name(index), &note)?;
    let path = path.display();
    print(&format!("{path}: give it to the others; with all {n} of them in the folder, reveal\n"))
}

/// Note key, seed of the polynomial and key that others seal to, drawn and written.
fn draw(arguments: &Arguments, folder: &Folder) -> Result<Own, Failure> {
    let numbers = (arguments.index, arguments.threshold, arguments.of);
    let key = key_file::generate(&arguments.name, None)?;
    let secret = Secret::generate(numbers, &mut entropy::generator()?);
    folder.create_secrets(&key, &secret)?;
    Ok(Own { key, secret })
}
