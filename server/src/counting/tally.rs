//! The count (section 4 of the protocol).

use super::{Counting, CountingError, share};
use crate::poll::Poll;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::results::{Closing, ContestFiles, Tally};
use voting::checkpoint::Checkpoint;
use voting::copy;
use voting::election_key::ElectionSecret;
use voting::id::ElectionId;
use voting::record::{Count, Outcome, ResultFiles, copy_paths};

/// Unseals each key's last ballot and tallies every contest. What is counted is the copy of the
/// close, never the box.
///
/// # Errors
/// [`CountingError::SharesMissing`]; [`CountingError::Changed`] when the copy is not what it was;
/// [`CountingError::State`] before the close; those of the warrant.
pub async fn tally(
    counting: &Counting,
    id: &ElectionId,
    warrant: Warrant,
) -> Result<(), CountingError> {
    let stored = counting.stored(id).await?;
    if counting.done_before(&stored, ElectionState::Tallied, warrant).await? {
        return Ok(());
    }
    if stored.state != ElectionState::Closed {
        return Err(CountingError::State);
    }
    let poll = counting.poll(id).await?;
    let secret = share::secret(counting, &poll).await?;
    let head = counting.final_heads(&poll).await?.ballots;
    let closing = counting.store().closing(poll.row).await?;
    let outcome = count(counting, &poll, secret, head, closing).await?;
    let tally = Tally {
        totals: outcome.totals,
        incidents: outcome.incidents.to_json(),
        contests: outcome.contests.into_iter().map(stored_files).collect(),
    };
    Ok(counting.store().tally_election(poll.row, &tally, warrant).await?)
}

/// One pass over the copy, away from the tasks that answer requests.
async fn count(
    counting: &Counting,
    poll: &Arc<Poll>,
    secret: ElectionSecret,
    head: Checkpoint,
    closing: Closing,
) -> Result<Outcome, CountingError> {
    let (records, poll) = (counting.records.clone(), Arc::clone(poll));
    let runtime = tokio::runtime::Handle::current();
    let counting = tokio::task::spawn_blocking(move || {
        let mut count = Count::new(&poll.election, head.size);
        let mut digest = Sha256::new();
        for path in copy_paths(head.size) {
            let bytes = runtime.block_on(records.read(&poll.election.id, &path))?;
            let bytes = bytes.ok_or_else(|| CountingError::Changed(path.clone()))?;
            digest.update(&bytes);
            copy::parse(&bytes)?.iter().for_each(|record| count.take(record.as_ref()));
        }
        let digest: [u8; 32] = digest.finalize().into();
        if digest != closing.copy || !count.is_whole() {
            return Err(CountingError::Changed(copy::FOLDER.to_owned()));
        }
        Ok(count.unseal(&secret, &head.root)?)
    });
    counting.await?
}

fn stored_files(files: ResultFiles) -> ContestFiles {
    let ResultFiles { result, trace, counted, pabulib } = files;
    ContestFiles { result, trace, counted, pabulib }
}
