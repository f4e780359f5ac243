//! Step 14: what the caller has of their own.

use crate::commitment::Commitment;
use crate::id::ContestIndex;
use crate::manifest::Election;
use crate::note::Note;
use crate::promise::Promise;
use crate::receipt::Receipt;
use crate::roll::{IdentityNumber, RollLeaf, RollSalt};
use crate::text;
use crate::verify::logs::{Entries, Logs};
use crate::verify::report::{Step, verified};
use crate::verify::roll::Eligible;

/// Receipts, promises and roll entries to look for; empty by default.
#[derive(Default)]
pub struct Mine {
    /// Commitments with their receipts.
    pub receipts: Vec<(Commitment, Receipt)>,
    /// Promise notes.
    pub promises: Vec<Note>,
    /// Who, with which salt, may vote where.
    pub roll: Vec<(IdentityNumber, RollSalt, ContestIndex)>,
}

impl Mine {
    pub(super) fn check(
        &self,
        election: &Election,
        logs: &Logs,
        entries: &Entries,
        eligible: &Eligible,
    ) -> Step<()> {
        for (commitment, receipt) in &self.receipts {
            check_receipt(commitment, receipt, election, logs, entries)?;
        }
        for note in &self.promises {
            let promise = Promise::verify(note, &election.manifest.promise_vkey)
                .map_err(|error| format!("promise: {error}"))?;
            if !entries.ballots.contains(&promise.commitment) {
                let commitment = text::hex(promise.commitment.as_bytes());
                return Err(format!("promised, but not in the log: {commitment}"));
            }
        }
        for (number, salt, contest) in &self.roll {
            let leaf = RollLeaf::new(salt, number);
            let roll = eligible.roll.as_ref().ok_or("the roll is open: ask an auditor")?;
            if roll.record_for(*contest, leaf).is_none() {
                return Err(format!("not on the roll of contest {contest}"));
            }
        }
        let checked = self.receipts.len() + self.promises.len() + self.roll.len();
        verified((), checked as u64)
    }
}

/// A receipt holds by itself, and the record has the same commitment at the same place.
fn check_receipt(
    commitment: &Commitment,
    receipt: &Receipt,
    election: &Election,
    logs: &Logs,
    entries: &Entries,
) -> Result<(), String> {
    let log = &election.manifest.logs.ballots.vkey;
    let seen = receipt
        .verify(commitment, log, &election.policy)
        .map_err(|error| format!("receipt: {error}"))?;
    let position = receipt.index.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    let published = position.and_then(|position| entries.ballots.get(position));
    if published != Some(commitment) || seen.size > logs.ballots.size {
        return Err(format!("receipt {}: the log holds something else", receipt.index));
    }
    Ok(())
}
