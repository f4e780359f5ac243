//! `hashar-audit trustee share`

use std::path::PathBuf;

use clap::Args;
use voting::audit_note::Hold;
use voting::checkpoint::Checkpoint;
use voting::manifest::{Election, Publication};
use voting::share::Share;

use super::check::trustee_of;
use crate::clock;
use crate::failure::Failure;
use crate::key_file;
use crate::notes::{self, read_election, read_final_checkpoint, read_note};
use crate::output::print;

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The trustee's key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The election's manifest.json
    #[arg(long, value_name = "FILE")]
    manifest: PathBuf,
    /// The final checkpoint of the ballot log
    #[arg(long, value_name = "FILE")]
    ballots_checkpoint: PathBuf,
    /// The final checkpoint of the issuance log
    #[arg(long, value_name = "FILE")]
    issuance_checkpoint: PathBuf,
    /// An auditor's hold note; in audited publication the quorum of them is needed
    #[arg(long = "hold", value_name = "NOTE")]
    holds: Vec<PathBuf>,
    /// Where to write the note; the file must not exist
    #[arg(long, value_name = "NOTE")]
    out: PathBuf,
    /// Take this as the present time, for demonstrations whose clock runs ahead
    #[arg(long, value_name = "UNIX SECONDS")]
    at: Option<u64>,
}

const AFTER_HELP: &str = "\
Who has the shares can read all ballots. So the note is refused before the vote has closed, for
checkpoints that log and witnesses have not signed, and, in audited publication, unless the quorum
of auditors holds one and the same copy of exactly this ballot log.
A checkpoint does not show by itself that its log is closed: take it from the record's folder.
Exit codes: 0 written; 71 a file cannot be read; 72 a file is not what it should be;
74 the note exists or cannot be written; 76 refused

Example:
  hashar-audit trustee share --key trustee.key --manifest manifest.json \\
    --ballots-checkpoint ballots/checkpoint --issuance-checkpoint issuance/checkpoint \\
    --hold holds/auditor-1.note --hold holds/auditor-2.note --out share-1.note";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let key = key_file::read(&arguments.key)?;
    let election = read_election(&arguments.manifest)?;
    let trustee = trustee_of(&key, &election)
        .map_err(|reason| Failure::Refused(format!("{}: {reason}", arguments.key.display())))?;
    let closes_at = election.manifest.closes_at;
    if arguments.at.unwrap_or_else(clock::now) < closes_at {
        return Err(Failure::Refused(format!("the vote is open until {closes_at} (Unix seconds)")));
    }
    let logs = &election.manifest.logs;
    let ballots = read_final_checkpoint(&arguments.ballots_checkpoint, &election, &logs.ballots)?;
    let issuance =
        read_final_checkpoint(&arguments.issuance_checkpoint, &election, &logs.issuance)?;
    check_holds(arguments, &election, &ballots)?;
    let Some(own) = &key.share else { return Ok(()) };
    let share = Share {
        index: own.index,
        secret: own.secret.clone(),
        ballots: ballots.body_hash(),
        issuance: issuance.body_hash(),
    };
    let note = share.sign(&key.signer).map_err(|error| Failure::unsound("share", error))?;
    notes::create(&arguments.out, &note)?;
    let (out, name) = (arguments.out.display(), &trustee.name);
    print(&format!("{out}: the share of {name} for {} ballot log entries\n", ballots.size))
}

/// The quorum of different auditors holds one copy of this log.
fn check_holds(
    arguments: &Arguments,
    election: &Election,
    ballots: &Checkpoint,
) -> Result<(), Failure> {
    if election.manifest.publication == Publication::Open {
        return Ok(());
    }
    let notes = arguments.holds.iter().map(|path| read_note(path));
    let notes = notes.collect::<Result<Vec<_>, _>>()?;
    let hold = |auditor: &voting::manifest::Auditor| {
        let holds = notes.iter().filter_map(|note| Hold::verify(note, &auditor.vkey).ok());
        let mut fitting = holds
            .filter(|hold| hold.election == election.id && hold.ballots == ballots.body_hash());
        fitting.next()
    };
    let holds: Vec<Hold> = election.manifest.auditors.iter().filter_map(hold).collect();
    let alike = |hold: &Hold| {
        let same = |other: &&Hold| (other.copy, other.unopened) == (hold.copy, hold.unopened);
        holds.iter().filter(same).count() as u64
    };
    let (most, quorum) = (holds.iter().map(alike).max().unwrap_or(0), election.manifest.quorum);
    if most >= quorum {
        return Ok(());
    }
    Err(Failure::Refused(format!("{most} of {quorum} auditors hold one copy of this ballot log")))
}
