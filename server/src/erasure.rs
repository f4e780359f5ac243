//! Erasing ballots once results can be appealed no more: in the database and in the folder of
//! auditors' copies (docs/privacy.md; docs/protocol.md, section 5).
//!
//! The appeal period is the season's phase `results`. What was published stays as it is, and so
//! does what outsiders can verify.

use crate::counting::{FileInfo, RecordError, Records};
use store::elections::{ElectionState, StoredElection};
use store::erasure::Ballots;
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
    #[error("the results of {season} can be appealed until the end of its results phase")]
    AppealsOpen {
        /// The season's key.
        season: String,
        /// The first second after it.
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
    let appeals = season.phase(PhaseKind::Results).ok_or_else(|| EraseError::NoAppeals(key()))?;
    if at < appeals.ends_at {
        return Err(EraseError::AppealsOpen { season: key(), until: appeals.ends_at });
    }
    let manifest = Election::parse(&election.manifest)?.manifest;
    if manifest.publication == Publication::Audited && !unattested {
        let attested = store.notes(election.row, NoteKind::Attest).await?.len() as u64;
        if attested < manifest.quorum {
            let quorum = manifest.quorum;
            return Err(EraseError::Unattested { season: key(), attested, quorum });
        }
    }
    Ok(Due {
        publication: manifest.publication,
        since: appeals.ends_at,
        ballots: store.ballots_kept(election.row).await?,
        copy: records.list_sealed(&election.id).await?,
        season,
        election,
    })
}

/// Erases what is due: in the database first, in one transaction, then the files. Broken off, it can
/// be done again.
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
    match store.erase_ballots(due.election.row, at).await {
        Err(StoreError::Conflict(Constraint::ElectionState)) => {
            return Err(EraseError::NotPublished { season: season(), state: due.election.state });
        }
        Err(StoreError::Conflict(Constraint::AppealsOpen)) => {
            return Err(EraseError::AppealsOpen { season: season(), until: due.since });
        }
        other => other?,
    };
    Ok(records.remove_sealed(&due.election.id).await?)
}
