//! `hashar-audit trustee reveal`

use voting::keygen::Reveal;

use super::{FolderArguments, say_unexpected};
use crate::ceremony::folder::reveal_name;
use crate::ceremony::{Announced, Folder};
use crate::failure::Failure;
use crate::output::print;

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
