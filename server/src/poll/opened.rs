//! One approved election, opened: its manifest, and the keys that this process holds for it.

use super::PollError;
use crate::ballot_box::writer::Writer;
use crate::election_keys::{ElectionKeys, RegistrarKeys};
use crate::published::{self, Ledger, PublishedError};
use crate::registrar::writer::Writer as CredentialWriter;
use crate::role::Role;
use crate::sequencer::SequencerError;
use crate::witnesses::Witnessing;
use std::path::Path;
use std::sync::PoisonError;
use store::elections::StoredElection;
use store::logs::Log;
use store::{ElectionRow, Store};
use voting::manifest::Election;
use voting::note::NoteSigner;

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
    /// Writes credentials in groups, where this process issues them.
    pub credentials: Option<CredentialWriter>,
    /// Where this process is the ballot box.
    pub ballot_box: Option<BallotBox>,
    /// Where this process publishes records.
    pub organiser: Option<NoteSigner>,
    issuance_log: Option<NoteSigner>,
    ballots_log: Option<NoteSigner>,
    /// Why the logs are held back, by log.
    held: [std::sync::RwLock<Option<String>>; 2],
    /// Who publishes in this process, by log.
    turns: [tokio::sync::Mutex<()>; 2],
    /// How it stands with witnesses, by log.
    witnessing: [Witnessing; 2],
}

/// What the ballot box holds for one election.
pub struct BallotBox {
    /// Signs promises.
    pub promise: NoteSigner,
    /// Writes casts in groups.
    pub writer: Writer,
}

impl Poll {
    pub(super) fn open(
        stored: StoredElection,
        keys: &ElectionKeys,
        store: &Store,
        role: Role,
    ) -> Result<Self, PollError> {
        let election = Election::parse(&stored.manifest)?;
        let manifest = &election.manifest;
        let (mut registrar, mut issuance_log) = (None, None);
        let (mut promise, mut ballots_log, mut organiser) = (None, None, None);
        if role.shows_pages() {
            organiser = keys.organiser_of(manifest)?;
        }
        if role.issues() {
            registrar = keys.registrar_of(manifest)?;
            issuance_log = keys.issuance_log_of(manifest)?;
        }
        if role.takes_ballots() {
            promise = keys.promise_of(manifest)?;
            ballots_log = keys.ballots_log_of(manifest)?;
        }
        let ballot_box = promise.map(|promise| {
            let writer = Writer::start(store.clone(), stored.row);
            BallotBox { promise, writer }
        });
        let credentials =
            registrar.is_some().then(|| CredentialWriter::start(store.clone(), stored.row));
        Ok(Self {
            row: stored.row,
            registrar,
            credentials,
            ballot_box,
            organiser,
            issuance_log,
            ballots_log,
            held: Default::default(),
            turns: Default::default(),
            witnessing: Default::default(),
            manifest: stored.manifest,
            election,
        })
    }

    /// Compares a log that this process publishes with what was published of it.
    pub(super) async fn check(
        &self,
        store: &Store,
        published: &Path,
        log: Log,
    ) -> Result<(), PollError> {
        let Some(signer) = self.signer(log) else { return Ok(()) };
        let ledger = Ledger::of(published, signer.key());
        let head = store.log_head(self.row, log).await?;
        let stored = published::Stored { store, row: self.row, log, head };
        match published::check(&stored, &ledger).await {
            Ok(()) => {}
            Err(SequencerError::Published(why)) => self.hold(log, Some(&why)),
            Err(SequencerError::Store(error)) => return Err(error.into()),
            Err(error) => {
                tracing::error!(%error, "a log could not be compared with what was published");
            }
        }
        Ok(())
    }

    /// Holds a log back, or lets it go on. Nothing is issued or taken meanwhile: what an older
    /// database promises, the published log may contradict.
    pub(crate) fn hold(&self, log: Log, why: Option<&PublishedError>) {
        let [issuance, ballots] = &self.held;
        let place = match log {
            Log::Issuance => issuance,
            Log::Ballots => ballots,
        };
        let mut held = place.write().unwrap_or_else(PoisonError::into_inner);
        let why = why.map(ToString::to_string);
        if *held != why {
            match &why {
                Some(why) => tracing::error!("held back: {why}"),
                None => tracing::warn!(log = log.word(), "goes on"),
            }
            *held = why;
        }
    }

    /// Waits for who publishes this log at the moment.
    pub(crate) async fn publishing(&self, log: Log) -> tokio::sync::MutexGuard<'_, ()> {
        let [issuance, ballots] = &self.turns;
        match log {
            Log::Issuance => issuance.lock().await,
            Log::Ballots => ballots.lock().await,
        }
    }

    /// How it stands with the witnesses of a log.
    pub(crate) const fn witnessing(&self, log: Log) -> &Witnessing {
        let [issuance, ballots] = &self.witnessing;
        match log {
            Log::Issuance => issuance,
            Log::Ballots => ballots,
        }
    }

    /// Why the election is held back, if it is: a line for each of its logs.
    #[must_use]
    pub fn held(&self) -> Option<String> {
        let read = |place: &std::sync::RwLock<Option<String>>| {
            place.read().unwrap_or_else(PoisonError::into_inner).clone()
        };
        let said: Vec<String> = self.held.iter().filter_map(read).collect();
        (!said.is_empty()).then(|| said.join("\n"))
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
