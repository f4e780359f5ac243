//! `hashar-audit trustee begin`

use std::path::PathBuf;

use clap::Args;
use voting::election_key::ElectionSecret;
use voting::keygen::Announcement;

use crate::ceremony::{Folder, Secret, dkg};
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
Exit codes: 0 made; 70 numbers or name cannot be; 74 a file exists or cannot be written

Example:
  hashar-audit trustee begin --name trustee-1 --index 1 --of 3 --threshold 2 --folder ceremony";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { index, of: n, threshold: k, .. } = *arguments;
    if !(2..=n).contains(&k) || !(1..=n).contains(&index) {
        let reason = "needs 2 <= threshold <= of and 1 <= index <= of; one trustee alone has init";
        return Err(Failure::CommandLine(format!("trustee begin {reason}")));
    }
    let folder = Folder::new(&arguments.folder);
    folder.refuse_secrets()?;
    let key = key_file::generate(&arguments.name, None)?;
    let recipient = ElectionSecret::generate(&mut entropy::generator()?);
    let (polynomial, package) = dkg::begin((index, k, n), entropy::generator()?)
        .map_err(|error| Failure::unsound("key generation", error))?;
    let secret = Secret::new((index, k, n), &package, &polynomial, &recipient);
    folder.create_secrets(&key, &secret)?;
    let announcement = Announcement {
        index,
        k,
        n,
        key: key.signer.key().clone(),
        recipient: recipient.public(),
        package: voting::hash::sha256(&[&package]),
    };
    let note = announcement.sign(&key.signer).map_err(|e| Failure::unsound("announcement", e))?;
    let path = folder.publish(&format!("announce-{index}.note"), &note)?;
    print(&format!("{}: give it to the other trustees; with all {n} of them here, reveal\n", path.display()))
}
