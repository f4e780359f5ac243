//! Erasing ballots once results can be appealed no more: in the database and in the folder of
//! auditors' copies (docs/privacy.md; docs/protocol.md, section 5).
//!
//! The appeal period is the season's phase `results`, and as long a time after a publication that
//! came late. What was published stays as it is, and so does what outsiders can verify.

use crate::counting::{FileInfo, RecordError, Records};
use store::elections::{ElectionState, StoredElection};
use store::erasure::{Attestations, Ballots, Erased, appeals_end};
use store::results::NoteKind;
use store::seasons::{PhaseKind, Season};
use store::{Constraint, Store, StoreError, UnixTime};
use thiserror::Error;
use voting::manifest::{Election, Publication};

/// Why ballots are not erased now.
#[derive(Debug, Error)]
pub enum EraseError {
    /// There is no such season.
    #[error("there is no season {0}")]
    NoSeason(String),
    /// It has no vote.
    #[error("the season {0} has no vote")]
    NoElection(String),
    /// The record is not public.
    #[error(
        "the vote of {season} is {state}: ballots are needed until its record is published and \
         results can be appealed no more"
    )]
    NotPublished {
        /// The season's key.
        season: String,
        /// How far it is.
        state: ElectionState,
    },
    /// The season has no appeal period.
    #[error(
        "the season {0} has no results phase: nobody can say when its results can be appealed no \
         more, so its ballots stay"
    )]
    NoAppeals(String),
    /// Appeals are open.
    #[error(
        "the results of {season} can be appealed until the end of its results phase, and for as \
         long after their publication as that phase lasts"
    )]
    AppealsOpen {
        /// The season's key.
        season: String,
        /// The first second in which they can be appealed no more.
        until: UnixTime,
    },
    /// Too few auditors attested to the record, and without the copy none can.
    #[error(
        "{attested} of {quorum} auditors attested to the record of {season}. Without the copy \
         nobody can attest any more, and everybody's verification stays incomplete for good: wait \
         for them, or pass --accept-unattested"
    )]
    Unattested {
        /// The season's key.
        season: String,
        /// Attestations that are here.
        attested: u64,
        /// How many the manifest asks for.
        quorum: u64,
    },
    /// Another process writes.
    #[error(
        "another process kept the database busy, and nothing was erased: run the command again"
    )]
    Busy,
    /// The ballots are erased, and the database's file was not written anew.
    #[error(
        "the ballots and the sealed copy are erased, but the database's file could not be cleaned \
         and may hold ballots still ({0}): run the command again when no other process reads it"
    )]
    LeftInFile(StoreError),
    /// A manifest that cannot be read.
    #[error(transparent)]
    Protocol(#[from] voting::error::Error),
    /// Files of the copy.
    #[error(transparent)]
    Files(#[from] RecordError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An election whose ballots may be erased, and what there is of them.
pub struct Due {
    /// The season.
    pub season: Season,
    /// Its vote.
    pub election: StoredElection,
    /// What is published of it.
    pub publication: Publication,
    /// Since when results can be appealed no more.
    pub since: UnixTime,
    /// What auditors must have said.
    pub attestations: Attestations,
    /// In the database.
    pub ballots: Ballots,
    /// Files of the copy that auditors alone may read.
    pub copy: Vec<FileInfo>,
}

/// Looks at a season's vote, whose ballots may be erased at `at`. With `unattested` an audited
/// record that its quorum did not attest to is no obstacle.
///
/// # Errors
/// [`EraseError`], in words for operators.
pub async fn due(
    store: &Store,
    records: &Records,
    season: &str,
    unattested: bool,
    at: UnixTime,
) -> Result<Due, EraseError> {
    let key = || season.to_owned();
    let season = match store.season(season).await {
        Err(StoreError::NotFound) => return Err(EraseError::NoSeason(key())),
        found => found?,
    };
    let election = store.election_of_season(season.id).await?;
    let election = election.ok_or_else(|| EraseError::NoElection(key()))?;
    if election.state != ElectionState::Published {
        return Err(EraseError::NotPublished { season: key(), state: election.state });
    }
    let results = season.phase(PhaseKind::Results).ok_or_else(|| EraseError::NoAppeals(key()))?;
    // Nothing comes after the publication.
    let since = appeals_end(&results, election.state_at);
    if at < since {
        return Err(EraseError::AppealsOpen { season: key(), until: since });
    }
    let manifest = Election::parse(&election.manifest)?.manifest;
    let quorum = match manifest.publication {
        Publication::Audited => manifest.quorum,
        Publication::Open => 0,
    };
    let attested = store.notes(election.row, NoteKind::Attest).await?.len() as u64;
    if attested < quorum && !unattested {
        return Err(EraseError::Unattested { season: key(), attested, quorum });
    }
    Ok(Due {
        publication: manifest.publication,
        since,
        attestations: Attestations { quorum, accept_fewer: unattested },
        ballots: store.ballots_kept(election.row).await?,
        copy: records.list_sealed(&election.id).await?,
        season,
        election,
    })
}

/// Erases what is due: in the database first, in one transaction, then the files, whatever the
/// database's own file still holds. Broken off, it can be done again.
///
/// # Errors
/// [`EraseError`].
pub async fn erase(
    store: &Store,
    records: &Records,
    due: &Due,
    at: UnixTime,
) -> Result<(), EraseError> {
    let season = || due.season.key.clone();
    let erased = store.erase_ballots(due.election.row, due.attestations, at).await;
    let Erased { left_in_file, .. } = match erased {
        Err(StoreError::Busy) => return Err(EraseError::Busy),
        Err(StoreError::Conflict(Constraint::ElectionState)) => {
            return Err(EraseError::NotPublished { season: season(), state: due.election.state });
        }
        Err(StoreError::Conflict(Constraint::AppealsOpen)) => {
            return Err(EraseError::AppealsOpen { season: season(), until: due.since });
        }
        other => other?,
    };
    records.remove_sealed(&due.election.id).await?;
    left_in_file.map_or(Ok(()), |reason| Err(EraseError::LeftInFile(reason)))
}
