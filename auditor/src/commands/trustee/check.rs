//! `hashar-audit trustee check`

use std::path::PathBuf;

use clap::Args;
use voting::manifest::{Election, Trustee};
use voting::share::Share;
use voting::text::base64;

use crate::failure::Failure;
use crate::key_file::{self, SecretKey};
use crate::notes::{read_election, read_note};
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The key file
    #[arg(long, value_name = "FILE", required_unless_present = "note")]
    key: Option<PathBuf>,
    /// A share note; needs --manifest
    #[arg(long, value_name = "NOTE", requires = "manifest")]
    note: Option<PathBuf>,
    /// The election's manifest.json
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Prints no secret. A key is checked for its own parts and, with a manifest, for being the trustee's
that the manifest names; a note for its signature and for s_i*B = Y_i.
Exit codes: 0 it fits; 72 it does not; 71 a file cannot be read; 76 the key file is not private

Examples:
  hashar-audit trustee check --key trustee.key
  hashar-audit trustee check --key trustee.key --manifest manifest.json
  hashar-audit trustee check --note share-1.note --manifest manifest.json";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let election = arguments.manifest.as_deref().map(read_election).transpose()?;
    if let Some(path) = &arguments.key {
        let key = key_file::read(path)?;
        let share = (key.share.as_ref())
            .ok_or_else(|| Failure::unsound(path.display(), "is not a trustee's key"))?;
        let public = base64(share.secret.public().as_bytes());
        print(&format!("key of trustee {}, Y_i {public}\n{}\n", share.index, key.signer.key()))?;
        if let Some(election) = &election {
            let trustee = trustee_of(&key, election)
                .map_err(|reason| Failure::unsound(path.display(), reason))?;
            print(&format!("the manifest names it: {}\n", trustee.name))?;
        }
    }
    let (Some(path), Some(election)) = (&arguments.note, &election) else { return Ok(()) };
    let note = read_note(path)?;
    let fits = |trustee: &&Trustee| {
        Share::verify(&note, &trustee.vkey)
            .is_ok_and(|share| share.index == trustee.index && share.secret.public() == trustee.y_i)
    };
    match election.manifest.trustees.list.iter().find(fits) {
        Some(trustee) => print(&format!("the share of {}; it fits Y_i\n", trustee.name)),
        None => Err(Failure::unsound(path.display(), "is no share of this election's trustees")),
    }
}

/// The trustee whose key this is.
pub(super) fn trustee_of<'a>(
    key: &SecretKey,
    election: &'a Election,
) -> Result<&'a Trustee, String> {
    let share = key.share.as_ref().ok_or("is not a trustee's key")?;
    let trustees = &election.manifest.trustees.list;
    let trustee = trustees.iter().find(|trustee| trustee.vkey == *key.signer.key());
    let trustee = trustee.ok_or("the manifest names no trustee with this key")?;
    if trustee.index != share.index || trustee.y_i != share.secret.public() {
        return Err("the manifest has another Y_i for this trustee".to_owned());
    }
    Ok(trustee)
}
