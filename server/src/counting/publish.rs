//! The published record (section 5 of the protocol).

use super::hold::require_quorum;
use super::{Counting, CountingError};
use crate::poll::Poll;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::results::{NoteKind, Record};
use voting::hash::sha256;
use voting::id::ElectionId;
use voting::keygen::{self, TrusteeNotes};
use voting::note::NoteSigner;
use voting::organiser;
use voting::record::{
    INCIDENTS, SUMS, SUMS_NOTE, Sums, announcement_path, counted_path, hold_path, pabulib_path,
    paths_of_close, result_path, reveal_path, share_path, trace_path,
};

/// Writes and signs the record and makes it public; nothing in it changes afterwards.
///
/// # Errors
/// [`CountingError::HoldsMissing`]; [`CountingError::Changed`] and
/// [`super::RecordError::Differs`] when a file is not what it was; [`CountingError::NoKey`];
/// [`CountingError::State`] before the count; those of the warrant.
pub async fn publish(
    counting: &Counting,
    id: &ElectionId,
    warrant: Warrant,
) -> Result<(), CountingError> {
    let stored = counting.stored(id).await?;
    if counting.done_before(&stored, ElectionState::Published, warrant).await? {
        return Ok(());
    }
    if stored.state != ElectionState::Tallied {
        return Err(CountingError::State);
    }
    let poll = counting.poll(id).await?;
    let organiser = poll.organiser.as_ref().ok_or(CountingError::NoKey)?;
    require_quorum(counting, &poll).await?;
    let mut writing = Writing::new(counting, &poll);
    writing.add_close().await?;
    writing.add_notes().await?;
    writing.add_results().await?;
    let record = writing.sign(organiser).await?;
    Ok(counting.store().publish_election(poll.row, &record, warrant).await?)
}

/// A record that is being written, with the sums of what it has so far.
struct Writing<'a> {
    counting: &'a Counting,
    poll: &'a Poll,
    sums: Sums,
    files: u64,
    bytes: u64,
}

impl<'a> Writing<'a> {
    fn new(counting: &'a Counting, poll: &'a Poll) -> Self {
        let sums = Sums::new(poll.election.manifest.publication);
        Self { counting, poll, sums, files: 0, bytes: 0 }
    }

    /// Takes up what was written at the close.
    async fn add_close(&mut self) -> Result<(), CountingError> {
        let heads = self.counting.final_heads(self.poll).await?;
        let manifest = &self.poll.election.manifest;
        for path in paths_of_close(manifest, heads.issuance.size, heads.ballots.size) {
            let bytes = self.counting.records.read(&self.poll.election.id, &path).await?;
            let bytes = bytes.ok_or_else(|| CountingError::Changed(path.clone()))?;
            self.count(&path, &bytes);
        }
        Ok(())
    }

    async fn add_notes(&mut self) -> Result<(), CountingError> {
        for sent in self.counting.store().notes(self.poll.row, NoteKind::Share).await? {
            let index = voting::text::decimal("share", &sent.author)?;
            let path = share_path(u16::try_from(index).unwrap_or_default());
            self.add(&path, sent.note.into_bytes()).await?;
        }
        let notes = self.counting.store().key_generation(self.poll.row).await?;
        // What is signed now cannot be mended.
        keygen::verify(&self.poll.election.manifest.trustees, &notes)
            .map_err(|flaw| CountingError::Changed(flaw.to_string()))?;
        for (index, TrusteeNotes { announcement, reveal }) in (1..).zip(notes) {
            self.add(&announcement_path(index), announcement.into_bytes()).await?;
            self.add(&reveal_path(index), reveal.into_bytes()).await?;
        }
        for sent in self.counting.store().notes(self.poll.row, NoteKind::Hold).await? {
            self.add(&hold_path(&sent.author), sent.note.into_bytes()).await?;
        }
        Ok(())
    }

    async fn add_results(&mut self) -> Result<(), CountingError> {
        let tally = self.counting.store().tally(self.poll.row).await?;
        self.add(INCIDENTS, tally.incidents).await?;
        for (contest, files) in self.poll.election.manifest.contests.iter().zip(tally.contests) {
            let id = &contest.id;
            for (path, bytes) in [
                (result_path(id), Some(files.result)),
                (trace_path(id), files.trace),
                (counted_path(id), files.counted),
                (pabulib_path(id), files.pabulib),
            ] {
                if let Some(bytes) = bytes {
                    self.add(&path, bytes).await?;
                }
            }
        }
        Ok(())
    }

    /// The sums and the organiser's signature come last: where they are, the record is whole.
    async fn sign(mut self, organiser: &NoteSigner) -> Result<Record, CountingError> {
        let text = self.sums.to_text().into_bytes();
        let note = organiser::sign_sums(organiser, &self.poll.election.id, &text)?;
        let sums = sha256(&[&text]);
        self.add(SUMS_NOTE, note.to_string().into_bytes()).await?;
        self.add(SUMS, text).await?;
        Ok(Record { sums, files: self.files, bytes: self.bytes })
    }

    async fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), CountingError> {
        self.count(path, &bytes);
        Ok(self.counting.records.keep(&self.poll.election.id, path, bytes).await?)
    }

    fn count(&mut self, path: &str, bytes: &[u8]) {
        self.sums.add(path, bytes);
        self.files += 1;
        self.bytes += bytes.len() as u64;
    }
}
