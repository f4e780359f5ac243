//! What officials bring after the close: auditors' hold notes and trustees' shares.

use super::election::Found;
use crate::counting::{self, Counting};
use app::web::{ActRefused, ElectionFile, NotesHere, SentFile};
use store::elections::ElectionState;
use store::results::NoteKind;

/// Takes a note that was signed elsewhere.
pub(super) async fn take(
    counting: &Counting,
    season: String,
    kind: ElectionFile,
    file: SentFile,
) -> Result<(), ActRefused> {
    let id = Found::of_season(counting, &season, ElectionState::Closed).await?.stored.id;
    let SentFile { text, by, at } = file;
    match kind {
        ElectionFile::Hold => {
            counting::take_hold(counting, &id, &text, Some(by), at).await?;
        }
        ElectionFile::Share => {
            counting::take_share(counting, &id, &text, Some(by), at).await?;
        }
    }
    Ok(())
}

/// Whose notes are here, for the desk of a season.
pub(super) async fn here(counting: &Counting, season: &str) -> Result<NotesHere, ActRefused> {
    notes(counting, &Found::any_of_season(counting, season).await?).await
}

/// Shares and hold notes that are here, and how many it takes.
pub(super) async fn notes(counting: &Counting, found: &Found) -> Result<NotesHere, ActRefused> {
    let manifest = &found.election.manifest;
    let count = async |kind| {
        let notes = counting.polls.store().notes(found.stored.row, kind).await?;
        Ok::<_, ActRefused>(notes.len() as u64)
    };
    let shares = (count(NoteKind::Share).await?, u64::from(manifest.trustees.k));
    Ok(NotesHere { shares, holds: (count(NoteKind::Hold).await?, manifest.quorum) })
}
