//! Proofs that a log's head holds an entry or continues an older one, from the stored nodes of its
//! tree.

use super::SequencerError;
use std::cell::RefCell;
use std::collections::HashMap;
use store::logs::{Log, StoredCheckpoint};
use store::{ElectionRow, Store, StoreError};
use voting::merkle::{ConsistencyProof, Hash, InclusionProof, Nodes};
use voting::note::Note;
use voting::receipt::Receipt;

/// The receipt of an entry of the ballot log, see [`proof`]; `None` when it is not in the log.
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

/// The proof that a log holds the entry at a position; `None` when it does not reach so far.
///
/// It is at the newest head that witnesses have seen and that reaches so far. Where they have seen
/// none, it is at the newest head: whoever insists on witnesses sees that they are missing, and
/// asks again.
///
/// # Errors
/// [`SequencerError`].
pub async fn proof(
    store: &Store,
    election: ElectionRow,
    log: Log,
    index: u64,
) -> Result<Option<Receipt>, SequencerError> {
    let Some(head) = head_over(store, election, log, index).await? else { return Ok(None) };
    let asked = Asked::default();
    InclusionProof::new(&asked, index, head.size)?;
    let nodes = Stored(store.log_nodes(election, log, &asked.0.into_inner()).await?);
    let proof = InclusionProof::new(&nodes, index, head.size)?;
    Ok(Some(Receipt { index, proof, checkpoint: Note::parse(&head.note)? }))
}

/// The proof that the first `old` entries of a log begin its first `new` ones; empty from 0.
///
/// # Errors
/// [`SequencerError`].
pub(crate) async fn consistency(
    store: &Store,
    election: ElectionRow,
    log: Log,
    (old, new): (u64, u64),
) -> Result<ConsistencyProof, SequencerError> {
    if old == 0 {
        return Ok(ConsistencyProof(Vec::new()));
    }
    let asked = Asked::default();
    ConsistencyProof::new(&asked, old, new)?;
    let nodes = Stored(store.log_nodes(election, log, &asked.0.into_inner()).await?);
    Ok(ConsistencyProof::new(&nodes, old, new)?)
}

async fn head_over(
    store: &Store,
    election: ElectionRow,
    log: Log,
    index: u64,
) -> Result<Option<StoredCheckpoint>, SequencerError> {
    let reaches = |head: &StoredCheckpoint| index < head.size;
    match store.witnessed_checkpoint(election, log).await {
        Ok(head) if reaches(&head) => return Ok(Some(head)),
        Ok(_) | Err(StoreError::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(Some(store.checkpoint(election, log).await?).filter(reaches))
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
