//! `hashar-audit hold`

use std::path::PathBuf;

use clap::Args;
use voting::audit_note::Hold;
use voting::record::BALLOTS;
use voting::verify::report::{Outcome, Report};
use voting::verify::{Mine, verify};

use crate::entropy;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::key_file;
use crate::notes::{self, read_final_checkpoint};
use crate::output::print;

/// The steps that a hold note stands for: manifest, logs, roll, openings.
const STEPS: u8 = 5;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The folder with manifest, roll, both closed logs and the copy (ballots/copy/)
    folder: PathBuf,
    /// The auditor's key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Where to write the note; the file must not exist
    #[arg(long, value_name = "NOTE")]
    out: PathBuf,
}

const AFTER_HELP: &str = "\
Checks steps 1 to 5 of `verify`: the copy opens every entry of the closed ballot log. Trustees
release their shares after a quorum of these notes, so sign only what you hold yourself.
Exit codes: 0 written; 1 to 5 the step that failed; 76 the key is not an auditor's of this
election; others see hashar-audit --help

Example:
  hashar-audit hold record/ --key auditor-1.key --out auditor-1.note";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::read(&arguments.key)?;
    let folder = Folder::open(&arguments.folder)?;
    let report = verify(&folder, &Mine::default(), &mut entropy::generator()?);
    folder.finish()?;
    check_steps(&report)?;
    let copy = report.copy.ok_or_else(|| no_copy(arguments))?;
    let election = notes::auditors_election(&arguments.folder, &key)?;
    let path = arguments.folder.join(BALLOTS).join("checkpoint");
    let ballots = read_final_checkpoint(&path, &election, &election.manifest.logs.ballots)?;
    let hold = Hold {
        election: election.id,
        ballots: ballots.body_hash(),
        copy: copy.digest,
        unopened: copy.unopened,
    };
    let note = hold.sign(&key.signer).map_err(|error| Failure::unsound("hold", error))?;
    notes::create(&arguments.out, &note)?;
    let (out, unopened) = (arguments.out.display(), copy.unopened);
    print(&format!("{out}: holds {} ballot log entries, {unopened} unopened\n", ballots.size))
}

fn check_steps(report: &Report) -> Result<(), Failure> {
    for step in report.steps.iter().take_while(|step| step.step <= STEPS) {
        match &step.outcome {
            Outcome::Failed { reason } => {
                return Err(Failure::Step { step: step.step, reason: reason.clone() });
            }
            // Without a copy step 5 is at most attested; an open roll is no matter of holding.
            Outcome::Verified | Outcome::NotChecked { .. } | Outcome::Attested => {}
        }
    }
    Ok(())
}

fn no_copy(arguments: &Arguments) -> Failure {
    Failure::Refused(format!("{} holds no copy (ballots/copy/)", arguments.folder.display()))
}
