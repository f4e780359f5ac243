//! Stopping, starting, backing up and putting back.

use super::{Answered, World};
use axum::body::Body as HttpBody;
use http::Request;
use server::backup::{Sources, make, restore::restore};
use server::poll::Folders;
use server::published::Ledger;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use tower::ServiceExt as _;
use voting::note::NoteKey;

impl World {
    /// The same files and another process: what it knew is forgotten.
    pub(crate) async fn restarted(self) -> Self {
        self.store.close().await;
        self.started_again().await
    }

    /// The newest database is lost and a backup put back, with what was published or without.
    pub(crate) async fn restored(self, backup: &Path, published: bool) -> Self {
        self.store.close().await;
        std::fs::rename(self.folder.join("store.db"), self.folder.join("newest.db")).unwrap();
        if !published {
            std::fs::remove_dir_all(self.folder.join("published")).unwrap();
        }
        restore(backup, &self.sources(), false, 0, |_| {}).await.unwrap();
        self.started_again().await
    }

    /// An operator lets the vote go on.
    pub(crate) fn release(&self) {
        for ledger in Ledger::both(self.polls.published(), &self.election.manifest) {
            assert!(ledger.release().unwrap());
        }
    }

    /// The newest database is found again.
    pub(crate) async fn mended(self) -> Self {
        self.store.close().await;
        std::fs::rename(self.folder.join("newest.db"), self.folder.join("store.db")).unwrap();
        self.started_again().await
    }

    async fn started_again(self) -> Self {
        let now = u64::try_from(self.clock.load(Ordering::Relaxed)).unwrap();
        let store = self.database.open().await;
        Self::start(self.folder, self.database, store, self.manifest, now)
    }

    /// Copies everything but keys.
    pub(crate) async fn back_up(&self) -> PathBuf {
        let backup = self.folder.join("backup");
        let sources = self.sources();
        make(&self.store, &sources, &backup, false, 0, |_| {}).await.unwrap();
        backup
    }

    fn sources(&self) -> Sources {
        Sources {
            url: self.database.url().parse().unwrap(),
            photos: self.folder.join("photos"),
            records: self.folder.join("records"),
            sealed: self.folder.join("sealed"),
            elections: Folders::beside(self.folder.join("keys")),
        }
    }

    /// What was published of a log.
    pub(crate) fn ledger(&self, log: &NoteKey) -> Ledger {
        Ledger::of(self.polls.published(), log)
    }

    /// What whoever watches the server is told.
    pub(crate) async fn watched(&self, path: &str) -> Answered {
        let request = Request::get(path).body(HttpBody::empty()).unwrap();
        let router = server::build_internal(self.polls.clone());
        Answered::read(router.oneshot(request).await.unwrap()).await
    }
}
