//! `hashar-audit trustee reveal`

use voting::keygen::Reveal;

use super::{FolderArguments, say_unexpected};
use crate::ceremony::folder::reveal_name;
use crate::ceremony::{Announced, Folder};
use crate::failure::Failure;
use crate::output::print;

pub(super) const AFTER_HELP: &str = "\
Needs announce-I.note of every trustee in the folder. From here on nobody can choose a part that
depends on the others'. Give reveal-I.note to every other trustee. Asked again, it writes the same
note again.
Exit codes: 0 done; 71 a file cannot be read; 72 a file is not what it should be, and its trustee
is named; 74 a file exists or cannot be written; 76 files of others are missing, or your secret
files can be read by others

Example:
  hashar-audit trustee reveal --folder ceremony";

pub(crate) fn run(arguments: &FolderArguments) -> Result<(), Failure> {
    let folder = Folder::new(&arguments.folder);
    let own = folder.own()?;
    say_unexpected(&folder, own.secret.n)?;
    let announced = Announced::read(&folder, &own)?;
    let (index, package) = (own.secret.index, own.package()?);
    let reveal = Reveal { index, ceremony: announced.ceremony, package };
    let note = reveal.sign(&own.key.signer).map_err(|error| Failure::unsound("reveal", error))?;
    let path = folder.publish(&reveal_name(index), &note)?;
    let (path, n) = (path.display(), own.secret.n);
    print(&format!("{path}: give it to the others; with all {n} of them in the folder, deal\n"))
}
