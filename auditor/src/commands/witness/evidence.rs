//! `hashar-audit witness evidence`

use std::path::PathBuf;

use clap::Args;
use voting::error::Error;
use voting::witness::SplitView;

use super::logs::Logs;
use crate::failure::Failure;
use crate::notes::read_text;
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// What a witness kept: two checkpoints with an empty line between
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    logs: Logs,
}

const AFTER_HELP: &str = "\
A log has one root at each size. Two checkpoints of one size with different roots, both signed by
the log's own key, show that whoever holds that key showed different logs to different people.
Nobody without the key can make them, so it does not matter whom the file comes from; take the
log's key from the manifest that the organiser signed.
Exit codes: 0 it is evidence; 71 a file cannot be read; 72 it is none

Examples:
  hashar-audit witness evidence SPLIT-VIEW --manifest manifest.json
  hashar-audit witness evidence SPLIT-VIEW --logs logs.txt";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = read_text(&arguments.file)?;
    let mut last = Error::Note("no log was named");
    for log in arguments.logs.read()? {
        match SplitView::parse(&text, &log) {
            Ok(split) => {
                let (name, size) = (log.name(), split.size());
                let said = "signed two different roots at";
                return print(&format!("split view: {name} {said} {size} entries\n"));
            }
            Err(error) => last = error,
        }
    }
    Err(Failure::unsound(arguments.file.display(), format!("no evidence: {last}")))
}
