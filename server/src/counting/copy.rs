//! The copy for auditors: what opens every entry of the ballot log, written at the close.

use super::{Counting, CountingError};
use crate::poll::Poll;
use crate::randomness::Generator;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use store::ballot_box::LoggedBallot;
use store::results::Closing;
use voting::commitment::{BodyScalar, Opening};
use voting::copy::{self, CopyRecord, RECORDS_PER_FILE};
use voting::entry::Entry;
use voting::manifest::Publication;
use voting::opening::{Claim, unopened};

/// Writes the copy of a ballot log of `size` entries, in open publication for everybody.
pub(super) async fn write(
    counting: &Counting,
    poll: &Poll,
    size: u64,
) -> Result<Closing, CountingError> {
    let (mut digest, mut lost) = (Sha256::new(), 0);
    for file in 0..size.div_ceil(RECORDS_PER_FILE) {
        let first = file * RECORDS_PER_FILE;
        let range = first..size.min(first + RECORDS_PER_FILE);
        let ballots = counting.store().logged_ballots(poll.row, range.start, range.end).await?;
        let generator = counting.polls.seeds().generator()?;
        let encoded = tokio::task::spawn_blocking(move || encode(range, size, ballots, generator));
        let (bytes, unopened) = encoded.await??;
        digest.update(&bytes);
        lost += unopened;
        let (id, path) = (&poll.election.id, copy::path(first));
        match poll.election.manifest.publication {
            Publication::Open => counting.records.keep(id, &path, bytes).await?,
            Publication::Audited => counting.records.keep_sealed(id, &path, bytes).await?,
        }
    }
    if lost > 0 {
        tracing::error!(lost, "ballots of the log cannot be opened");
    }
    Ok(Closing { copy: digest.finalize().into(), unopened: lost })
}

/// A file of the copy, and how many ballots in it nothing opens: their bodies were lost, and a body
/// that does not open its entry is as good as lost.
fn encode(
    range: Range<u64>,
    size: u64,
    ballots: Vec<LoggedBallot>,
    mut generator: Generator,
) -> Result<(Vec<u8>, u64), CountingError> {
    let read: Vec<_> = ballots.into_iter().filter_map(read).collect();
    let claims: Vec<Claim> = read.iter().map(|(_, claim, _)| *claim).collect();
    let wrong = unopened(&claims, &mut generator);
    let opened = read.into_iter().enumerate().filter(|(place, _)| !wrong.contains(place));
    let records: BTreeMap<u64, CopyRecord> =
        opened.map(|(_, (position, _, record))| (position, record)).collect();
    let (mut file, mut lost) = (Vec::new(), 0);
    for position in range {
        let record = records.get(&position);
        // Header and closing entry have nothing to open.
        lost += u64::from(record.is_none() && position > 0 && position + 1 < size);
        copy::write(&mut file, record)?;
    }
    Ok((file, lost))
}

fn read(ballot: LoggedBallot) -> Option<(u64, Claim, CopyRecord)> {
    let Ok(Entry::Ballot(commitment)) = Entry::parse(&ballot.entry) else { return None };
    let opening = Opening::from_bytes(ballot.opening).ok()?;
    let claim = Claim { commitment, body: BodyScalar::of(&ballot.body), opening };
    Some((ballot.position, claim, CopyRecord { opening, body: ballot.body }))
}
