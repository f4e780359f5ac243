//! Elections as the routes of the vote see them: the manifest, read once, and the keys that this
//! process holds for it.

use crate::ballot_box::writer::Writer;
use crate::election_keys::{ElectionKeys, KeyError, RegistrarKeys};
use crate::randomness::Seeds;
use app::web::Clock;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::elections::{ElectionState, StoredElection};
use store::logs::Log;
use store::{ElectionRow, Store, StoreError};
use thiserror::Error;
use tokio::sync::{RwLock, Semaphore};
use voting::id::ElectionId;
use voting::manifest::Election;
use voting::note::NoteSigner;

/// Requests of the vote that are worked on or queue at once; past them the answer is "later".
const IN_FLIGHT: usize = 1_024;

/// What issuing, casting and publishing share. Cheap to clone.
#[derive(Clone)]
pub struct Polls(Arc<Shared>);

struct Shared {
    store: Store,
    clock: Clock,
    seeds: Seeds,
    keys: PathBuf,
    known: RwLock<HashMap<ElectionId, Arc<Poll>>>,
    in_flight: Arc<Semaphore>,
    cores: Arc<Semaphore>,
}

/// One approved election.
pub struct Poll {
    /// Where it stands in the database.
    pub row: ElectionRow,
    /// The manifest's exact bytes.
    pub manifest: Vec<u8>,
    /// What they say.
    pub election: Election,
    /// Where this process issues credentials.
    pub registrar: Option<RegistrarKeys>,
    /// Where this process is the ballot box.
    pub ballot_box: Option<BallotBox>,
    /// Where this process publishes records.
    pub organiser: Option<NoteSigner>,
    issuance_log: Option<NoteSigner>,
    ballots_log: Option<NoteSigner>,
}

/// What the ballot box holds for one election.
pub struct BallotBox {
    /// Signs promises.
    pub promise: NoteSigner,
    /// Writes casts in groups.
    pub writer: Writer,
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
    /// Elections of this store, with their keys below the folder `keys`.
    #[must_use]
    pub fn new(store: Store, clock: Clock, seeds: Seeds, keys: PathBuf) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Shared {
            store,
            clock,
            seeds,
            keys,
            known: RwLock::default(),
            in_flight: Arc::new(Semaphore::new(IN_FLIGHT)),
            cores: Arc::new(Semaphore::new(cores)),
        }))
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
        let keys = ElectionKeys::of(&self.0.keys, &season.key)?;
        // Whoever was faster: an election has one writer.
        let mut known = self.0.known.write().await;
        if let Some(poll) = known.get(id) {
            return Ok(Arc::clone(poll));
        }
        let poll = Arc::new(Poll::open(stored, &keys, &self.0.store)?);
        known.insert(*id, Arc::clone(&poll));
        Ok(poll)
    }

    /// Destroys the registrar's keys of an election that is closed, in the folder and in memory.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn destroy_registrar(&self, stored: &StoredElection) -> Result<(), PollError> {
        let season = self.0.store.season_by_id(stored.season).await?;
        let keys = ElectionKeys::of(&self.0.keys, &season.key)?;
        if keys.destroy_registrar()? > 0 {
            tracing::info!(season = season.key, "registrar keys destroyed");
        }
        self.0.known.write().await.remove(&stored.id);
        Ok(())
    }

    /// Whether the keys that this process holds for an election are those of its manifest, which
    /// is asked before anybody approves it.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn check_keys(&self, stored: &StoredElection) -> Result<(), PollError> {
        let season = self.0.store.season_by_id(stored.season).await?;
        let keys = ElectionKeys::of(&self.0.keys, &season.key)?;
        Ok(keys.check(&Election::parse(&stored.manifest)?.manifest)?)
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

    /// Does `work`, which computes for long, away from the tasks that answer requests, on as many
    /// threads as there are cores. `None` when too much is under way already.
    pub async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let queued = Arc::clone(&self.0.in_flight).try_acquire_owned().ok()?;
        let core = Arc::clone(&self.0.cores).acquire_owned().await.ok()?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop((core, queued));
            done
        });
        done.await.inspect_err(|error| tracing::error!(%error, "a computation ended")).ok()
    }
}

impl Poll {
    fn open(stored: StoredElection, keys: &ElectionKeys, store: &Store) -> Result<Self, PollError> {
        let election = Election::parse(&stored.manifest)?;
        let manifest = &election.manifest;
        let ballot_box = keys.promise_of(manifest)?.map(|promise| {
            let writer = Writer::start(store.clone(), stored.row);
            BallotBox { promise, writer }
        });
        Ok(Self {
            row: stored.row,
            registrar: keys.registrar_of(manifest)?,
            ballot_box,
            organiser: keys.organiser_of(manifest)?,
            issuance_log: keys.issuance_log_of(manifest)?,
            ballots_log: keys.ballots_log_of(manifest)?,
            manifest: stored.manifest,
            election,
        })
    }

    /// Who signs a log's checkpoints; `None` where this process does not publish it.
    #[must_use]
    pub fn signer(&self, log: Log) -> Option<&NoteSigner> {
        match log {
            Log::Issuance => self.issuance_log.as_ref(),
            Log::Ballots => self.ballots_log.as_ref(),
        }
    }
}
