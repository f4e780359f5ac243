//! `hashar-audit trustee deal`

use voting::election_key::ElectionSecret;
use voting::keygen::Deal;
use zeroize::Zeroizing;

use super::{FolderArguments, say_unexpected};
use crate::ceremony::dkg::Value;
use crate::ceremony::folder::deal_name;
use crate::ceremony::{Announced, Folder};
use crate::entropy;
use crate::failure::Failure;
use crate::output::print;

pub(super) const AFTER_HELP: &str = "\
Needs reveal-I.note of every trustee in the folder, and checks each against its announcement.
Give deal-I-to-J.note to trustee J. It is sealed to J and may pass through any hands. Asked again,
it keeps the notes that are there.
Exit codes: 0 done; 71 a file cannot be read; 72 a file is not what it should be, and its trustee
is named; 74 a file exists or cannot be written; 76 files of others are missing, or your secret
files can be read by others

Example:
  hashar-audit trustee deal --folder ceremony";

pub(crate) fn run(arguments: &FolderArguments) -> Result<(), Failure> {
    let folder = Folder::new(&arguments.folder);
    let own = folder.own()?;
    let from = own.secret.index;
    say_unexpected(&folder, own.secret.n)?;
    let announced = Announced::read(&folder, &own)?;
    let others = announced.revealed(&folder)?.of_others(from);
    let values = own.deal(&others)?;
    let mut rng = entropy::generator()?;
    for (to, value) in &values {
        let name = deal_name(from, *to);
        // Sealed once: a second seal of the same value would only be another file.
        if folder.path(&name).exists() {
            continue;
        }
        let Some(recipient) = announced.list.get(to) else { continue };
        let deal = Deal::seal(
            (from, *to),
            announced.ceremony,
            &recipient.recipient,
            &secret(value)?,
            &mut rng,
        );
        let note = deal.and_then(|deal| deal.sign(&own.key.signer));
        folder.publish(&name, &note.map_err(|error| Failure::unsound(name.as_str(), error))?)?;
        print(&format!("{name}: for {} alone\n", recipient.key.name()))?;
    }
    print(&format!("with deal-*-to-{from}.note of all others in the folder, finish\n"))
}

/// 32 bytes of FROST's code as a scalar of ours.
pub(super) fn secret(value: &Value) -> Result<ElectionSecret, Failure> {
    let wrong = |reason: &str| Failure::unsound("key generation", reason);
    let bytes = <[u8; 32]>::try_from(value.as_slice()).map_err(|_| wrong("not 32 bytes"))?;
    ElectionSecret::from_bytes(*Zeroizing::new(bytes)).map_err(|error| wrong(&error.to_string()))
}
