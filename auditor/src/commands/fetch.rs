//! `hashar-audit fetch`

use std::path::PathBuf;

use clap::Args;

use crate::download::download;
use crate::failure::Failure;
use crate::output::print;
use crate::report::printable;
use crate::web::Site;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// Where the record is published: the address of the folder that holds SHA256SUMS
    url: String,
    /// The folder to write to; it is made if it is not there
    folder: PathBuf,
}

const AFTER_HELP: &str = "\
First come the manifest and SHA256SUMS with the organiser's signature, then each file, checked
against its sum. A download that broke off continues where it ended. A file that is there and
differs from what the site publishes now is never replaced: it may be the proof of a change.
The auditors' copy of an audited record is not public and not fetched.

Exit codes: 0 all files are there and have their sums; 1 the manifest is unsound; 15 a file or
the sums are not what the organiser signed; 74 to 76 see hashar-audit --help

Example:
  hashar-audit fetch https://example.org/api/v1/elections/7/record record/
  hashar-audit verify record/";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if !Site::is_address(&arguments.url) {
        let message = format!("`{}` does not begin with http:// or https://", arguments.url);
        return Err(Failure::CommandLine(message));
    }
    let downloaded = download(&arguments.url, &arguments.folder)?;
    let election = &downloaded.election;
    print(&format!(
        "{}\nElection {}\n{} files fetched, {} were there already; all have the sums that the \
         organiser signed.\nCheck what they say: hashar-audit verify {}\n",
        printable(&election.manifest.title, 78),
        voting::text::hex(election.id.as_bytes()),
        downloaded.fetched,
        downloaded.present,
        arguments.folder.display(),
    ))
}
