//! `hashar-audit attest`

use std::path::PathBuf;

use clap::Args;
use voting::audit_note::{Attestation, proof_of_reading};
use voting::copy::{self, RECORDS_PER_FILE};
use voting::hash::sha256;
use voting::record::{ATTESTATIONS, BALLOTS, RecordSource, SUMS};
use voting::verify::report::{Outcome, Report, StepReport};
use voting::verify::{Mine, verify};

use crate::entropy;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::key_file;
use crate::notes::{self, read_final_checkpoint};
use crate::output::print;

/// The step that an open roll leaves to the auditors.
const ROLL_STEP: u8 = 4;
/// The step that waits for the attestations themselves.
const AUDITORS_STEP: u8 = 13;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The folder with the whole record and the copy (ballots/copy/)
    folder: PathBuf,
    /// The auditor's key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Where to write the note; the file must not exist
    #[arg(long, value_name = "NOTE")]
    out: PathBuf,
    /// I have compared the open roll with its source; no program can do that from the record
    #[arg(long)]
    roll_checked: bool,
}

const AFTER_HELP: &str = "\
Runs all steps of `verify` over record and copy, without regard to other attestations, and signs
only when each of them was recomputed here. The note holds what was found and a proof that the
copy was read.
Exit codes: 0 written; 1 to 15 the step that failed; 76 a step could not be recomputed, or the
key is not an auditor's of this election; others see hashar-audit --help

Example:
  hashar-audit attest record/ --key auditor-1.key --out record/attestations/auditor-1.note";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::read(&arguments.key)?;
    let folder = Folder::open(&arguments.folder)?;
    let alone = Alone(&folder);
    let report = verify(&alone, &Mine::default(), &mut entropy::generator()?);
    check_steps(&report, arguments.roll_checked)?;
    let unread = || Failure::Refused("the ballots of the copy were not counted".to_owned());
    let totals = report.totals.ok_or_else(unread)?;
    let election = notes::auditors_election(&arguments.folder, &key)?;
    let path = arguments.folder.join(BALLOTS).join("checkpoint");
    let ballots = read_final_checkpoint(&path, &election, &election.manifest.logs.ballots)?;
    let files = 0..ballots.size.div_ceil(RECORDS_PER_FILE);
    let copy = files.filter_map(|file| folder.read(&copy::path(file * RECORDS_PER_FILE)));
    let attestation = Attestation {
        election: election.id,
        sums: sha256(&[&folder.read(SUMS).unwrap_or_default()]),
        totals,
        reading: proof_of_reading(key.signer.key(), copy),
    };
    folder.finish()?;
    let note = attestation.sign(&key.signer).map_err(|error| Failure::unsound("attest", error))?;
    notes::create(&arguments.out, &note)?;
    print(&format!(
        "{}: opened {}, invalid {}, superseded {}, spoiled {}, counted {}\n",
        arguments.out.display(),
        totals.opened,
        totals.invalid,
        totals.superseded,
        totals.spoiled,
        totals.counted
    ))
}

/// All steps are recomputed; only the attestations themselves may be missing.
fn check_steps(report: &Report, roll_checked: bool) -> Result<(), Failure> {
    report.steps.iter().try_for_each(|step| check_step(step, roll_checked))
}

fn check_step(step: &StepReport, roll_checked: bool) -> Result<(), Failure> {
    let (number, title) = (step.step, step.title);
    match &step.outcome {
        Outcome::Verified => Ok(()),
        Outcome::Failed { reason } => Err(Failure::Step { step: number, reason: reason.clone() }),
        Outcome::NotChecked { .. } if number == AUDITORS_STEP => Ok(()),
        Outcome::NotChecked { .. } if number == ROLL_STEP && roll_checked => Ok(()),
        Outcome::NotChecked { .. } if number == ROLL_STEP => Err(Failure::Refused(
            "the roll is open: compare it with its source and say so with --roll-checked"
                .to_owned(),
        )),
        Outcome::NotChecked { reason } => {
            Err(Failure::Refused(format!("step {number}, {title}, was not recomputed: {reason}")))
        }
        Outcome::Attested => {
            Err(Failure::Refused(format!("step {number}, {title}, was not recomputed")))
        }
    }
}

/// The record without what auditors said so far: an attestation rests on nobody's word.
struct Alone<'a>(&'a Folder);

impl RecordSource for Alone<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if path.starts_with(ATTESTATIONS) { None } else { self.0.read(path) }
    }

    fn paths(&self) -> Option<Vec<String>> {
        let paths = self.0.paths()?;
        Some(paths.into_iter().filter(|path| !path.starts_with(ATTESTATIONS)).collect())
    }
}
