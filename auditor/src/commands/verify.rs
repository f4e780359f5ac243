//! `hashar-audit verify`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use voting::commitment::Commitment;
use voting::id::ContestIndex;
use voting::manifest::Election;
use voting::receipt::Receipt;
use voting::record::{MANIFEST, RecordSource as _};
use voting::roll::{IdentityNumber, RollSalt};
use voting::text::{array_from_hex, hex};
use voting::verify::report::Outcome;
use voting::verify::{Mine, verify};

use crate::download::download;
use crate::entropy;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::notes::{read_note, read_text};
use crate::output::{print, print_json};
use crate::report::Verification;
use crate::web::Site;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The record: a folder, or an address to fetch it from first
    record: String,
    /// Print JSON instead of a report
    #[arg(long)]
    json: bool,
    /// The election that it must be: its id as published before the vote, 64 hexadecimal digits
    #[arg(long, value_name = "ID")]
    election: Option<String>,
    /// A receipt to look for; each needs a --commitment
    #[arg(long = "receipt", value_name = "FILE")]
    receipts: Vec<PathBuf>,
    /// What a receipt is for: the 64 hexadecimal digits behind # in its address; in the order of
    /// the receipts
    #[arg(long = "commitment", value_name = "HEX")]
    commitments: Vec<String>,
    /// A promise of the ballot box to look for
    #[arg(long = "promise", value_name = "FILE")]
    promises: Vec<PathBuf>,
    /// A person to look for on the roll: a file of three lines, the contest's id, the identity
    /// number, the salt in hexadecimal
    #[arg(long = "roll-leaf", value_name = "FILE")]
    roll: Vec<PathBuf>,
}

const AFTER_HELP: &str = "\
Each step is `verified` (recomputed here), `attested` (not recomputable from what is public; the
quorum of auditors signed that they did), `not checked`, or `FAILED`. The first failure ends it.

Exit codes: 0 every step is verified or attested; 1 to 15 the first step that failed;
64 nothing failed, but not everything could be checked; 70 to 77 see hashar-audit --help

JSON: {\"record\", \"election\": {\"id\", \"title\", \"publication\", \"quorum\"}, \"exit_code\",
  \"verdict\": verified | attested | incomplete | failed, \"sentence\",
  \"steps\": [{\"step\", \"title\", \"outcome\": verified | attested | not_checked | failed,
             \"reason\", \"checked\", \"unit\", \"proves\", \"does_not_prove\"}],
  \"results\": [{\"contest\", \"name\", \"winners\", \"total_cost\", \"counted\"}], \"incidents\"}

Examples:
  hashar-audit verify record/
  hashar-audit verify record/ --json | jq '.steps[] | select(.outcome != \"verified\")'
  hashar-audit verify https://example.org/api/v1/elections/7/record
  hashar-audit verify record/ --election 9f2c... --promise promise.txt
  hashar-audit verify record/ --receipt receipt.txt --commitment 5e1f...";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let expected = arguments.election.as_deref().map(|id| digits("election", id)).transpose()?;
    let commitments = commitments(arguments)?;
    if !Site::is_address(&arguments.record) {
        return check(arguments, Path::new(&arguments.record), expected, &commitments);
    }
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::Output { path: std::env::temp_dir(), error })?;
    download(&arguments.record, folder.path())?;
    check(arguments, folder.path(), expected, &commitments)
}

fn check(
    arguments: &Arguments,
    path: &Path,
    expected: Option<[u8; 32]>,
    commitments: &[Commitment],
) -> Result<ExitCode, Failure> {
    let folder = Folder::open(path)?;
    let election = folder.read(MANIFEST).and_then(|bytes| Election::parse(&bytes).ok());
    let mine = match &election {
        Some(election) => mine(arguments, election, commitments)?,
        None => Mine::default(),
    };
    let mut report = verify(&folder, &mine, &mut entropy::generator()?);
    if let (Some(election), Some(expected)) = (&election, expected)
        && *election.id.as_bytes() != expected
        && let Some(first) = report.steps.first_mut()
    {
        let reason = format!("this is election {}", hex(election.id.as_bytes()));
        first.outcome = Outcome::Failed { reason };
    }
    let verification = Verification::new(&arguments.record, election.as_ref(), &report, &folder);
    folder.finish()?;
    if arguments.json {
        print_json(&verification)?;
    } else {
        print(&verification.to_string())?;
    }
    Ok(ExitCode::from(report.exit_code()))
}

fn commitments(arguments: &Arguments) -> Result<Vec<Commitment>, Failure> {
    if arguments.commitments.len() != arguments.receipts.len() {
        let message = "each --receipt needs one --commitment, in the same order";
        return Err(Failure::CommandLine(message.to_owned()));
    }
    let commitment =
        |hex: &String| digits("commitment", hex).map(voting::commitment::Commitment::from_bytes);
    arguments.commitments.iter().map(commitment).collect()
}

fn mine(
    arguments: &Arguments,
    election: &Election,
    commitments: &[Commitment],
) -> Result<Mine, Failure> {
    let receipt = |(path, commitment): (&PathBuf, &Commitment)| {
        let receipt = Receipt::parse(&read_text(path)?)
            .map_err(|error| Failure::unsound(path.display(), error))?;
        Ok((*commitment, receipt))
    };
    let receipts = arguments.receipts.iter().zip(commitments).map(receipt);
    let promises = arguments.promises.iter().map(|path| read_note(path));
    let roll = arguments.roll.iter().map(|path| roll_entry(path, election));
    Ok(Mine {
        receipts: receipts.collect::<Result<_, Failure>>()?,
        promises: promises.collect::<Result<_, Failure>>()?,
        roll: roll.collect::<Result<_, Failure>>()?,
    })
}

/// Who, with which salt, may vote where: from a file, so that no shell remembers the number.
fn roll_entry(
    path: &Path,
    election: &Election,
) -> Result<(IdentityNumber, RollSalt, ContestIndex), Failure> {
    let wrong = |reason: &dyn ToString| Failure::unsound(path.display(), reason.to_string());
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Input { name: path.display().to_string(), error })?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let [contest, number, salt] = lines.as_slice() else {
        return Err(wrong(&"not three lines: contest, identity number, salt"));
    };
    let (index, _) = election
        .contests()
        .find(|(_, terms)| terms.id == *contest)
        .ok_or_else(|| wrong(&format!("there is no contest {contest}")))?;
    let number = IdentityNumber::new(number).map_err(|error| wrong(&error))?;
    let salt = array_from_hex("salt", salt).map_err(|error| wrong(&error))?;
    Ok((number, RollSalt::from_bytes(salt), index))
}

fn digits(name: &'static str, text: &str) -> Result<[u8; 32], Failure> {
    array_from_hex(name, &text.to_lowercase())
        .map_err(|_| Failure::CommandLine(format!("--{name} is not 64 hexadecimal digits")))
}
