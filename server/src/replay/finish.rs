//! After the voting: close, share, count, record.

use super::{Plan, Stage};
use crate::counting::{self, Counting, Records};
use crate::poll::Polls;
use anyhow::Context as _;
use std::path::Path;
use store::UnixTime;
use store::approvals::Warrant;
use store::logs::Log;
use voting::checkpoint::Checkpoint;
use voting::note::{Note, NoteKey};
use voting::record::{ContestResult, result_path};
use voting::share::Share;

/// Closes the vote, counts it and leaves its record in the folder `out`; gives the result.
///
/// # Errors
/// What went wrong on the way; a file that cannot be written.
pub async fn finish(
    stage: &Stage,
    polls: &Polls,
    scratch: &Path,
    out: &Path,
    at: UnixTime,
) -> anyhow::Result<ContestResult> {
    let (public, sealed) = (scratch.join("records"), scratch.join("sealed"));
    let records = Records::in_folders(&public, &sealed)?;
    let counting = Counting { polls: polls.clone(), records };
    let (id, warrant) = (&stage.election.id, Warrant::Operator { at });
    counting::close(&counting, id, warrant).await.context("the vote cannot be closed")?;
    let share = share(stage).await?.to_string();
    counting::take_share(&counting, id, &share, None, at).await?;
    counting::tally(&counting, id, warrant).await.context("the vote cannot be counted")?;
    counting::publish(&counting, id, warrant).await.context("the record cannot be published")?;
    let record = public.join(id.to_string());
    copy(&record, out).with_context(|| format!("{} cannot be written", out.display()))?;
    let contest = stage.election.manifest.contests.first().context("there is no contest")?;
    let result = std::fs::read(out.join(result_path(&contest.id)))?;
    Ok(serde_json::from_slice(&result)?)
}

/// The ids of the winners as the file has them, in order of purchase.
#[must_use]
pub fn winners<'a>(plan: &'a Plan, result: &'a ContestResult) -> Vec<&'a str> {
    result.winners.iter().map(|id| plan.id_in_file(id.as_str())).collect()
}

/// What the trustee releases once both logs have ended.
async fn share(stage: &Stage) -> anyhow::Result<Note> {
    let logs = &stage.election.manifest.logs;
    let share = Share {
        index: 1,
        secret: stage.keys.secret.clone(),
        ballots: head(stage, Log::Ballots, &logs.ballots.vkey).await?.body_hash(),
        issuance: head(stage, Log::Issuance, &logs.issuance.vkey).await?.body_hash(),
    };
    Ok(share.sign(&stage.keys.trustee)?)
}

async fn head(stage: &Stage, log: Log, key: &NoteKey) -> anyhow::Result<Checkpoint> {
    let stored = stage.store.checkpoint(stage.row, log).await?;
    Ok(Checkpoint::verify(&Note::parse(&stored.note)?, key)?)
}

/// Copies a folder with all that is below it.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
