//! Where the files of records lie: the public ones, and copies that only auditors may read, in
//! two folders, so that whoever mirrors the public one cannot take the other along.
//!
//! A file is written once. Writing it again must give the same bytes.

use futures_util::TryStreamExt as _;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Name;
use object_store::{
    Error as Failure, GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions,
    PutPayload,
};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;
use store::elections::ElectionState;
use thiserror::Error;
use voting::copy;
use voting::id::ElectionId;
use voting::record::{BALLOTS, ISSUANCE, MANIFEST, MANIFEST_NOTE, ROLL};

/// Why a file cannot be read or written.
#[derive(Debug, Error)]
pub enum RecordError {
    /// A file that was written before has other bytes now.
    #[error("{0} was published with other bytes")]
    Differs(String),
    /// The folder or bucket.
    #[error(transparent)]
    Files(#[from] Failure),
}

/// A file of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInfo {
    /// Its path below the record.
    pub path: String,
    /// Its length.
    pub size: u64,
}

/// A file that is being read.
pub struct Found {
    /// The length of the whole file.
    pub size: u64,
    /// Its bytes from where it was asked for.
    pub bytes: BoxStream<'static, Result<axum::body::Bytes, Failure>>,
}

/// The files of all records. Cheap to clone.
#[derive(Clone)]
pub struct Records {
    public: Arc<dyn ObjectStore>,
    sealed: Arc<dyn ObjectStore>,
}

impl Records {
    /// Keeps records in a folder and auditors' copies in another; both are made if they are not
    /// there, the second for the server's user alone.
    ///
    /// # Errors
    /// A folder cannot be made or read.
    pub fn in_folders(public: &Path, sealed: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(public)?;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(sealed)?;
        let folder =
            |path| Ok::<_, Failure>(LocalFileSystem::new_with_prefix(path)?.with_fsync(true));
        Ok(Self { public: Arc::new(folder(public)?), sealed: Arc::new(folder(sealed)?) })
    }

    /// Writes a file of the record.
    ///
    /// # Errors
    /// [`RecordError`].
    pub(crate) async fn keep(
        &self,
        election: &ElectionId,
        path: &str,
        bytes: Vec<u8>,
    ) -> Result<(), RecordError> {
        keep(&self.public, election, path, bytes).await
    }

    /// Writes a file of the copy that auditors alone may read.
    ///
    /// # Errors
    /// [`RecordError`].
    pub(crate) async fn keep_sealed(
        &self,
        election: &ElectionId,
        path: &str,
        bytes: Vec<u8>,
    ) -> Result<(), RecordError> {
        keep(&self.sealed, election, path, bytes).await
    }

    /// The bytes of a file; `None` when there is none. Files of the copy are looked for in both
    /// places.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn read(
        &self,
        election: &ElectionId,
        path: &str,
    ) -> Result<Option<Vec<u8>>, RecordError> {
        for files in self.places(path) {
            if let Some(bytes) = read(files, election, path).await? {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    /// A public file from a position on; `None` when there is none. A position at or behind its end
    /// gives no bytes.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn open(
        &self,
        election: &ElectionId,
        path: &str,
        from: u64,
    ) -> Result<Option<Found>, RecordError> {
        open(&self.public, election, path, from).await
    }

    /// The same for accredited auditors: also what only they may read.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn open_for_auditors(
        &self,
        election: &ElectionId,
        path: &str,
        from: u64,
    ) -> Result<Option<Found>, RecordError> {
        for files in self.places(path) {
            if let Some(found) = open(files, election, path, from).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The public files in order, whether they may be shown yet or not.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn list(&self, election: &ElectionId) -> Result<Vec<FileInfo>, RecordError> {
        list(&self.public, election).await
    }

    /// The same for accredited auditors.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn list_for_auditors(
        &self,
        election: &ElectionId,
    ) -> Result<Vec<FileInfo>, RecordError> {
        let mut files = list(&self.public, election).await?;
        files.extend(list(&self.sealed, election).await?);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The files of the copy that auditors alone may read.
    ///
    /// # Errors
    /// [`RecordError`].
    pub async fn list_sealed(&self, election: &ElectionId) -> Result<Vec<FileInfo>, RecordError> {
        list(&self.sealed, election).await
    }

    /// Removes them; none left is well, too.
    ///
    /// # Errors
    /// [`RecordError`].
    pub(crate) async fn remove_sealed(&self, election: &ElectionId) -> Result<(), RecordError> {
        for file in self.list_sealed(election).await? {
            match self.sealed.delete(&name(election, &file.path)).await {
                Ok(()) | Err(Failure::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn places(&self, path: &str) -> impl Iterator<Item = &Arc<dyn ObjectStore>> {
        let sealed = path.starts_with(copy::FOLDER).then_some(&self.sealed);
        [&self.public].into_iter().chain(sealed)
    }
}

/// Whether everybody may read a file of a record now: from the close on what auditors check before
/// shares are released, the rest once it is published.
#[must_use]
pub fn visible(state: ElectionState, path: &str) -> bool {
    let of_the_close = || {
        let folder = path.split('/').next().unwrap_or_default();
        [MANIFEST, MANIFEST_NOTE, ROLL].contains(&path) || [ISSUANCE, BALLOTS].contains(&folder)
    };
    match state {
        ElectionState::Prepared | ElectionState::Approved => false,
        ElectionState::Closed | ElectionState::Tallied => of_the_close(),
        ElectionState::Published => true,
    }
}

fn name(election: &ElectionId, path: &str) -> Name {
    Name::from(format!("{election}/{path}"))
}

async fn keep(
    files: &Arc<dyn ObjectStore>,
    election: &ElectionId,
    path: &str,
    bytes: Vec<u8>,
) -> Result<(), RecordError> {
    let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
    let payload = PutPayload::from(bytes.clone());
    match files.put_opts(&name(election, path), payload, options).await {
        Ok(_) => Ok(()),
        Err(Failure::AlreadyExists { .. }) => match read(files, election, path).await? {
            Some(there) if there == bytes => Ok(()),
            _ => Err(RecordError::Differs(path.to_owned())),
        },
        Err(error) => Err(error.into()),
    }
}

async fn read(
    files: &Arc<dyn ObjectStore>,
    election: &ElectionId,
    path: &str,
) -> Result<Option<Vec<u8>>, RecordError> {
    match files.get(&name(election, path)).await {
        Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
        Err(Failure::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn open(
    files: &Arc<dyn ObjectStore>,
    election: &ElectionId,
    path: &str,
    from: u64,
) -> Result<Option<Found>, RecordError> {
    let name = name(election, path);
    let size = match files.head(&name).await {
        Ok(meta) => meta.size,
        Err(Failure::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if from >= size {
        return Ok(Some(Found { size, bytes: Box::pin(futures_util::stream::empty()) }));
    }
    let options = GetOptions { range: Some(GetRange::Offset(from)), ..GetOptions::default() };
    let found = files.get_opts(&name, options).await?;
    Ok(Some(Found { size, bytes: found.into_stream() }))
}

async fn list(
    files: &Arc<dyn ObjectStore>,
    election: &ElectionId,
) -> Result<Vec<FileInfo>, RecordError> {
    let below = format!("{election}/");
    let metas: Vec<_> = files.list(Some(&Name::from(election.to_string()))).try_collect().await?;
    let info = |meta: object_store::ObjectMeta| {
        let path = meta.location.as_ref().strip_prefix(&below)?.to_owned();
        Some(FileInfo { path, size: meta.size })
    };
    let mut files: Vec<FileInfo> = metas.into_iter().filter_map(info).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
