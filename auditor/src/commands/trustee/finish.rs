//! `hashar-audit trustee finish`

use serde::Serialize;
use voting::hash::sha256;
use voting::key_file::TrusteeShare;
use voting::keygen::{Announcement, Deal, Package, public_keys, verify};
use voting::manifest::{Trustee, Trustees};
use voting::text::hex;
use zeroize::Zeroizing;

use super::deal::secret;
use super::{FolderArguments, say_unexpected};
use crate::ceremony::dkg::{ByIndex, Value};
use crate::ceremony::folder::deal_name;
use crate::ceremony::{Announced, Folder, Own, Revealed};
use crate::failure::Failure;
use crate::output::print;

pub(super) const AFTER_HELP: &str = "\
Needs deal-J-to-I.note of every other trustee in the folder, and checks each against J's package;
if one does not fit, J is named and all begin anew. Writes trustee.key, which holds your share,
trustees.json, whose hash you compare with the others, and key-generation.json for the organiser.
Asked again, it writes the same again.
Exit codes: 0 done; 71 a file cannot be read; 72 a file is not what it should be, and its trustee
is named; 74 a file exists or cannot be written; 76 files of others are missing, or your secret
files can be read by others

Example:
  hashar-audit trustee finish --folder ceremony";

pub(crate) fn run(arguments: &FolderArguments) -> Result<(), Failure> {
    let folder = Folder::new(&arguments.folder);
    let mut own = folder.own()?;
    let index = own.secret.index;
    say_unexpected(&folder, own.secret.n)?;
    let announced = Announced::read(&folder, &own)?;
    let revealed = announced.revealed(&folder)?;
    let values = values(&folder, &own, &announced, &revealed)?;
    let trustees = trustees(&own, &announced, &revealed.packages)?;
    let share = secret(&own.finish(&revealed.of_others(index), &values)?)?;
    if trustees.public().get(&index) != Some(&share.public()) {
        return Err(Failure::unsound("key generation", "the share does not fit Y_i"));
    }
    own.key.share = Some(TrusteeShare { index, secret: share });
    let transcript = revealed.transcript(&announced, trustees);
    verify(&transcript.trustees, &transcript.notes)
        .map_err(|flaw| Failure::unsound("key generation", flaw))?;
    let public = json(&transcript.trustees)?;
    folder.finish(&own.key, public.as_bytes(), json(&transcript)?.as_bytes())?;
    print(&format!(
        "trustees.json has SHA-256 {}\n\
         Compare it with all trustees by voice. If it is the same, delete ceremony.secret and\n\
         note.key, keep trustee.key, and give the organiser key-generation.json. If it is not,\n\
         begin anew: somebody was shown other announcements.\n",
        hex(&sha256(&[public.as_bytes()]))
    ))
}

fn json(public: &impl Serialize) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(public).map_err(|e| Failure::Stdout(e.into()))?;
    Ok(format!("{json}\n"))
}

/// The values that all others sealed; who sent one that does not fit their package is named.
fn values(
    folder: &Folder,
    own: &Own,
    announced: &Announced,
    revealed: &Revealed,
) -> Result<ByIndex<Value>, Failure> {
    let index = own.secret.index;
    let recipient = own.recipient()?;
    let others = announced.list.keys().copied().filter(|from| *from != index);
    let mut values = ByIndex::<Value>::new();
    for (from, note) in folder.notes(others, |from| deal_name(*from, index))? {
        let (Some(sender), Some(package)) =
            (announced.list.get(&from), revealed.packages.get(&from))
        else {
            continue;
        };
        let path = folder.path(&deal_name(from, index));
        let wrong = |reason: &str| {
            let reason = format!("the value that {} sent {reason}", sender.key.name());
            Failure::unsound(path.display(), reason)
        };
        let deal = Deal::verify(&note, &sender.key).map_err(|e| wrong(&format!("fails: {e}")))?;
        if (deal.from, deal.to, deal.ceremony) != (from, index, announced.ceremony) {
            return Err(wrong("is for another trustee or key generation"));
        }
        let value = deal.open(&recipient).map_err(|e| wrong(&format!("fails: {e}")))?;
        if !package.fits(index, &value) {
            return Err(wrong("does not fit the package; begin anew without them"));
        }
        values.insert(from, Zeroizing::new(value.to_bytes().to_vec()));
    }
    Ok(values)
}

/// What the manifest says; the same for every trustee of one key generation.
fn trustees(
    own: &Own,
    announced: &Announced,
    packages: &ByIndex<Package>,
) -> Result<Trustees, Failure> {
    let (y, public) =
        public_keys(packages).map_err(|error| Failure::unsound("key generation", error))?;
    let trustee = |((index, announced), y_i): ((&u16, &Announcement), _)| {
        let vkey = announced.key.clone();
        Trustee { index: *index, name: vkey.name().to_owned(), vkey, y_i }
    };
    let list = announced.list.iter().zip(public.into_values()).map(trustee).collect();
    Ok(Trustees { k: own.secret.k, n: own.secret.n, y, list })
}
