//! Proofs that a log's newest head holds an entry, from the stored nodes of its tree.

use super::SequencerError;
use std::cell::RefCell;
use std::collections::HashMap;
use store::logs::Log;
use store::{ElectionRow, Store};
use voting::merkle::{Hash, InclusionProof, Nodes};
use voting::note::Note;
use voting::receipt::Receipt;

/// The receipt of an entry of the ballot log at its newest head; `None` when it is not in the log.
///
/// # Errors
/// [`SequencerError`].
pub async fn receipt(
    store: &Store,
    election: ElectionRow,
    entry: &[u8],
) -> Result<Option<Receipt>, SequencerError> {
    let log = Log::Ballots;
    let Some(index) = store.log_position(election, log, entry).await? else { return Ok(None) };
    proof(store, election, log, index).await
}

/// The proof that a log's newest head holds the entry at a position; `None` when it does not reach
/// so far.
///
/// # Errors
/// [`SequencerError`].
pub async fn proof(
    store: &Store,
    election: ElectionRow,
    log: Log,
    index: u64,
) -> Result<Option<Receipt>, SequencerError> {
    let head = store.checkpoint(election, log).await?;
    if index >= head.size {
        return Ok(None);
    }
    let asked = Asked::default();
    InclusionProof::new(&asked, index, head.size)?;
    let nodes = Stored(store.log_nodes(election, log, &asked.0.into_inner()).await?);
    let proof = InclusionProof::new(&nodes, index, head.size)?;
    Ok(Some(Receipt { index, proof, checkpoint: Note::parse(&head.note)? }))
}

/// Writes down which nodes a proof needs.
#[derive(Default)]
struct Asked(RefCell<Vec<(u8, u64)>>);

impl Nodes for Asked {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.borrow_mut().push((level, index));
        Some(Hash::EMPTY)
    }
}

/// Nodes that were read.
struct Stored(HashMap<(u8, u64), Hash>);

impl Nodes for Stored {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.get(&(level, index)).copied()
    }
}
