//! What a witness knows of one log.

use crate::checkpoint::{Checkpoint, checkpoints_log, parse_checkpoints_log};
use crate::error::{Error, Result};
use crate::note::{Note, NoteKey};
use crate::witness::{Request, SplitView};

/// Checkpoints that are remembered: more than a vote ever has.
const REMEMBERED: usize = 10_000;

/// A log and the checkpoints that were cosigned for it, by size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    log: NoteKey,
    seen: Vec<(Checkpoint, Note)>,
}

/// Why a witness does not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing that the log's key signed.
    #[error("not signed by the log: {0}")]
    NotSigned(Error),
    /// Signed by the log, but no checkpoint; or smaller than the size that it begins from.
    #[error(transparent)]
    Malformed(Error),
    /// Another size was cosigned last.
    #[error("{0} entries were seen last")]
    OtherSize(u64),
    /// A root was seen at this size, and it was another one.
    #[error("another root was seen at {} entries", .0.size())]
    SplitView(Box<SplitView>),
    /// The new tree does not begin with the old one, or nobody shows that it does.
    #[error(transparent)]
    Proof(Error),
}

impl Followed {
    /// A log of which nothing was seen.
    #[must_use]
    pub const fn new(log: NoteKey) -> Self {
        Self { log, seen: Vec::new() }
    }

    /// What was kept of a log, in the form of `checkpoints.log`.
    ///
    /// # Errors
    /// When a checkpoint is not the log's, or they are not by size.
    pub fn restore(log: NoteKey, kept: &str) -> Result<Self> {
        let mut seen: Vec<(Checkpoint, Note)> = Vec::new();
        for note in parse_checkpoints_log(kept)? {
            let checkpoint = Checkpoint::verify(&note, &log)?;
            if seen.last().is_some_and(|(last, _)| last.size >= checkpoint.size) {
                return Err(Error::Note("checkpoints are not in order of size"));
            }
            seen.push((checkpoint, note));
        }
        Ok(Self { log, seen })
    }

    /// What to keep, for [`Self::restore`].
    #[must_use]
    pub fn to_kept(&self) -> String {
        let notes: Vec<Note> = self.seen.iter().map(|(_, note)| note.clone()).collect();
        checkpoints_log(&notes)
    }

    /// The log's key; its name is the origin.
    #[must_use]
    pub const fn log(&self) -> &NoteKey {
        &self.log
    }

    /// The size that was cosigned last; 0 before the first time.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.seen.last().map_or(0, |(last, _)| last.size)
    }

    /// Decides about a request. What it gives must be kept before anything is signed: of two that
    /// are asked at once, the second one is decided about from there.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn examine(&self, request: &Request) -> Result<Self, Refusal> {
        let note = request.checkpoint.signed_by(&self.log);
        note.verify(&self.log).map_err(Refusal::NotSigned)?;
        let new = Checkpoint::verify(&note, &self.log).map_err(Refusal::Malformed)?;
        if request.old > new.size {
            let reason = "the old size is above that of the checkpoint";
            return Err(Refusal::Malformed(Error::malformed("witness request", reason)));
        }
        if let Some(split) = self.contradicts(&new, &note) {
            return Err(Refusal::SplitView(Box::new(split)));
        }
        if request.old != self.size() {
            return Err(Refusal::OtherSize(self.size()));
        }
        self.check_growth(request, &new).map_err(Refusal::Proof)?;
        Ok(self.with(new, note))
    }

    /// A checkpoint of this size that was seen with another root.
    fn contradicts(&self, new: &Checkpoint, note: &Note) -> Option<SplitView> {
        let place = self.seen.binary_search_by_key(&new.size, |(seen, _)| seen.size).ok()?;
        let (_, seen) = self.seen.get(place)?;
        SplitView::new(&self.log, seen, note).ok()
    }

    fn check_growth(&self, request: &Request, new: &Checkpoint) -> Result<()> {
        match self.seen.last() {
            Some((last, _)) if last.size > 0 => {
                request.proof.verify(last.size, last.root, new.size, new.root)
            }
            // Every tree begins with the empty one, which has one root.
            _ if !request.proof.0.is_empty() => Err(Error::Proof("nothing to prove from size 0")),
            _ if new.size == 0 && new.root != crate::merkle::Hash::EMPTY => {
                Err(Error::Proof("leads to another root"))
            }
            _ => Ok(()),
        }
    }

    fn with(&self, new: Checkpoint, note: Note) -> Self {
        let mut seen = self.seen.clone();
        if seen.last().is_none_or(|(last, _)| last.size < new.size) {
            seen.push((new, note));
        }
        let surplus = seen.len().saturating_sub(REMEMBERED);
        seen.drain(..surplus);
        Self { log: self.log.clone(), seen }
    }
}

#[cfg(test)]
mod tests;
