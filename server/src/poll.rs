//! Elections as the routes of the vote see them: the manifest, read once, and the keys that this
//! process holds for it.

mod opened;

pub use opened::{BallotBox, Poll};

use crate::election_keys::{ElectionKeys, KeyError};
use crate::preparing::Organiser;
use crate::randomness::Seeds;
use crate::role::Role;
use crate::witnesses::Witnesses;
use app::web::Clock;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::elections::{ElectionState, StoredElection};
use store::logs::Log;
use store::{Store, StoreError};
use thiserror::Error;
use tokio::sync::{RwLock, Semaphore, oneshot};
use voting::id::ElectionId;
use voting::manifest::Election;

/// Requests of the vote that are worked on or queue at once; past them the answer is "later".
pub const IN_FLIGHT: usize = 1_024;

/// What issuing, casting and publishing share. Cheap to clone.
#[derive(Clone)]
pub struct Polls(Arc<Shared>);

struct Shared {
    store: Store,
    clock: Clock,
    seeds: Seeds,
    setting: Setting,
    known: RwLock<HashMap<ElectionId, Arc<Poll>>>,
    in_flight: Arc<Semaphore>,
}

/// Why there is no result of a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotComputed {
    /// Too much is under way already.
    #[error("too much is under way")]
    Busy,
    /// It panicked; the log has the reason.
    #[error("the computation failed")]
    Failed,
}

/// Where things of elections lie outside the database.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Secret keys.
    pub keys: PathBuf,
    /// What was published of each log.
    pub published: PathBuf,
}

impl Folders {
    /// Keys in this folder, and the published heads beside it.
    #[must_use]
    pub fn beside(keys: PathBuf) -> Self {
        Self { published: keys.with_file_name("published"), keys }
    }
}

/// What differs between processes that serve the same elections.
#[derive(Clone)]
pub struct Setting {
    /// Where its files lie.
    pub folders: Folders,
    /// What it plays: keys of other roles are not opened even where they lie.
    pub role: Role,
    /// Whom it asks to cosign the logs that it publishes.
    pub witnesses: Witnesses,
}

/// Why an election cannot be served.
#[derive(Debug, Error)]
pub enum PollError {
    /// There is none of this name, or nobody approved it.
    #[error("no such election")]
    Unknown,
    /// The database.
    #[error(transparent)]
    Store(StoreError),
    /// Its keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Its manifest breaks the protocol's rules.
    #[error(transparent)]
    Manifest(#[from] voting::error::Error),
}

impl From<StoreError> for PollError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::Unknown,
            other => Self::Store(other),
        }
    }
}

impl Polls {
    /// Elections of this store, with their keys below the folder `keys`; in every role.
    #[must_use]
    pub fn new(store: Store, clock: Clock, seeds: Seeds, keys: PathBuf) -> Self {
        let (folders, witnesses) = (Folders::beside(keys), Witnesses::none());
        Self::in_setting(store, clock, seeds, Setting { folders, role: Role::All, witnesses })
    }

    /// The same in a setting of its own.
    #[must_use]
    pub fn in_setting(store: Store, clock: Clock, seeds: Seeds, setting: Setting) -> Self {
        Self(Arc::new(Shared {
            store,
            clock,
            seeds,
            setting,
            known: RwLock::default(),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT)),
        }))
    }

    /// Reads every approved election with its keys, so that a wrong or wide key stops the start.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn open_all(&self) -> Result<(), PollError> {
        for stored in self.0.store.elections_in(ElectionState::Approved).await? {
            self.poll(&stored.id).await?;
        }
        Ok(())
    }

    /// The approved election of this name. An election never changes once it is approved, so it
    /// is read once.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn poll(&self, id: &ElectionId) -> Result<Arc<Poll>, PollError> {
        if let Some(poll) = self.0.known.read().await.get(id) {
            return Ok(Arc::clone(poll));
        }
        let stored = self.0.store.election(id).await?;
        if stored.state == ElectionState::Prepared {
            return Err(PollError::Unknown);
        }
        let season = self.0.store.season_by_id(stored.season).await?;
        let keys = ElectionKeys::of(&self.0.setting.folders.keys, &season.key)?;
        // Whoever was faster: an election has one writer.
        let mut known = self.0.known.write().await;
        if let Some(poll) = known.get(id) {
            return Ok(Arc::clone(poll));
        }
        let poll = Arc::new(Poll::open(stored, &keys, &self.0.store, self.0.setting.role)?);
        // Before anything is taken: nobody is promised what an older database cannot keep.
        for log in [Log::Issuance, Log::Ballots] {
            poll.check(&self.0.store, &self.0.setting.folders.published, log).await?;
        }
        known.insert(*id, Arc::clone(&poll));
        Ok(poll)
    }

    /// Destroys the registrar's keys of an election that is closed, in the folder and in memory.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn destroy_registrar(&self, stored: &StoredElection) -> Result<(), PollError> {
        let season = self.0.store.season_by_id(stored.season).await?;
        let keys = ElectionKeys::of(&self.0.setting.folders.keys, &season.key)?;
        if keys.destroy_registrar()? > 0 {
            tracing::info!(season = season.key, "registrar keys destroyed");
        }
        self.0.known.write().await.remove(&stored.id);
        Ok(())
    }

    /// Who prepares elections of this store, with keys in the same folder, named after `host`.
    #[must_use]
    pub fn organiser(&self, host: String) -> Organiser {
        let Shared { store, setting, seeds, .. } = self.0.as_ref();
        Organiser::new(store.clone(), setting.folders.keys.clone(), host, seeds.clone())
            .witnessed_by(setting.witnesses.clone())
    }

    /// Whether the keys that this process holds for an election are those of its manifest, which
    /// is asked before anybody approves it.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn check_keys(&self, stored: &StoredElection) -> Result<(), PollError> {
        let season = self.0.store.season_by_id(stored.season).await?;
        let keys = ElectionKeys::of(&self.0.setting.folders.keys, &season.key)?;
        Ok(keys.check(&Election::parse(&stored.manifest)?.manifest)?)
    }

    /// What this process plays.
    #[must_use]
    pub fn role(&self) -> Role {
        self.0.setting.role
    }

    /// The folder of what was published.
    #[must_use]
    pub fn published(&self) -> &Path {
        &self.0.setting.folders.published
    }

    /// Why elections that are open here are held back, a sentence each.
    pub async fn held(&self) -> Vec<String> {
        self.0.known.read().await.values().filter_map(|poll| poll.held()).collect()
    }

    /// Whom this process asks to cosign logs.
    #[must_use]
    pub fn witnesses(&self) -> &Witnesses {
        &self.0.setting.witnesses
    }

    /// Which heads of the logs that this process publishes lack witnesses, a sentence each.
    pub async fn unwitnessed(&self) -> Vec<String> {
        let known = self.0.known.read().await;
        let logs = [Log::Issuance, Log::Ballots];
        let both = |poll: &Arc<Poll>| logs.map(|log| poll.witnessing(log).missing());
        known.values().flat_map(both).flatten().collect()
    }

    /// The door to the database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Where randomness comes from.
    #[must_use]
    pub fn seeds(&self) -> &Seeds {
        &self.0.seeds
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> u64 {
        u64::try_from(self.0.clock.now()).unwrap_or(0)
    }

    /// Does `work`, which computes for milliseconds, away from the tasks that answer requests, on
    /// as many threads as there are cores. Whoever stops waiting takes it back, if nobody began.
    ///
    /// # Errors
    /// [`NotComputed`].
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NotComputed> {
        let queued = Arc::clone(&self.0.in_flight).try_acquire_owned();
        let queued = queued.map_err(|_| NotComputed::Busy)?;
        let (answer, answered) = oneshot::channel();
        rayon::spawn(move || {
            // A panic would end the process; it has been reported where it arose.
            if !answer.is_closed()
                && let Ok(done) = catch_unwind(AssertUnwindSafe(work))
            {
                let _ = answer.send(done);
            }
            drop(queued);
        });
        answered.await.map_err(|_| {
            tracing::error!("a computation ended without a result");
            NotComputed::Failed
        })
    }
}
