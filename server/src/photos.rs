//! Photographs of residents: taken in, written anew in three sizes, kept by hash, served for good.
//!
//! A photograph's hash is that of its largest JPEG, so nothing leads back to the file that was
//! sent. Decoding is the one place where foreign bytes meet complex code: it has limits, runs off
//! the event loop, and few run at once.

use app::web::{PhotoRefused, PhotoSize, TakePhoto, Taking};
use axum::Router;
use axum::extract::{Path as UrlPath, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderName, StatusCode, header};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Name;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;
use store::PhotoHash;
use store::proposals::Photo;
use tokio::sync::Semaphore;

/// Decodings at once: each may take 400 MB for a moment.
const AT_ONCE: usize = 2;

/// Where photographs are kept, and the turns at decoding them. Cheap to clone.
#[derive(Clone)]
pub struct PhotoStore {
    kept: Arc<dyn ObjectStore>,
    turns: Arc<Semaphore>,
}

impl PhotoStore {
    /// Keeps photographs in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// The folder cannot be made or read.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let kept = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { kept: Arc::new(kept), turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Forgets the files of photographs, such as [`store::Store::forget_unused_photos`] gives.
    ///
    /// # Errors
    /// What the object store said of the first file that could not be removed.
    pub async fn forget(&self, photos: &[PhotoHash]) -> Result<(), object_store::Error> {
        for photo in photos {
            for size in PhotoSize::ALL {
                match self.kept.delete(&Name::from(size.file(*photo))).await {
                    Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    async fn encode_and_keep(&self, file: Vec<u8>) -> Result<Photo, PhotoRefused> {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| PhotoRefused::Unavailable)?;
        let encoded = tokio::task::spawn_blocking(move || {
            let encoded = photograph::encode(&file, &PhotoSize::ALL.map(PhotoSize::width));
            drop(turn);
            encoded
        });
        // A panic of a decoder is the file's fault as far as anybody can tell.
        let encoded = encoded.await.map_err(|_| PhotoRefused::Damaged)?.map_err(refused)?;
        let largest = encoded.files.first().ok_or(PhotoRefused::Damaged)?;
        let hash = PhotoHash(Sha256::digest(largest).into());
        // The largest comes last: where it is, the others are.
        for (size, bytes) in PhotoSize::ALL.into_iter().zip(encoded.files).rev() {
            let kept = self.kept.put(&Name::from(size.file(hash)), PutPayload::from(bytes)).await;
            kept.map_err(|error| {
                tracing::error!(%error, "photographs cannot be kept");
                PhotoRefused::Unavailable
            })?;
        }
        Ok(Photo { hash, width: i64::from(encoded.width), height: i64::from(encoded.height) })
    }
}

fn refused(refused: photograph::Refused) -> PhotoRefused {
    match refused {
        photograph::Refused::Kind => PhotoRefused::Kind,
        photograph::Refused::Pixels => PhotoRefused::Pixels,
        photograph::Refused::Damaged => PhotoRefused::Damaged,
    }
}

impl TakePhoto for PhotoStore {
    fn take(&self, file: Vec<u8>) -> Taking<'_> {
        Box::pin(self.encode_and_keep(file))
    }
}

/// `GET /photos/{sha256}-{width}.jpg`.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(photos: PhotoStore) -> Router<S> {
    Router::new().route("/photos/{file}", get(serve)).with_state(photos)
}

/// What a name of 256 bits stands for never changes, and is a picture whatever it may look like.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_TYPE, "image/jpeg"),
    (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

async fn serve(State(photos): State<PhotoStore>, UrlPath(file): UrlPath<String>) -> Response {
    // It may come in a moment.
    const NONE: (StatusCode, [(HeaderName, &str); 1]) =
        (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]);
    let Some((hash, size)) = PhotoSize::parse(&file) else {
        return NONE.into_response();
    };
    let found = match photos.kept.get(&Name::from(size.file(hash))).await {
        Ok(found) => found.bytes().await,
        Err(error) => Err(error),
    };
    match found {
        Ok(bytes) => (HEADERS, bytes).into_response(),
        Err(object_store::Error::NotFound { .. }) => NONE.into_response(),
        Err(error) => {
            tracing::error!(%error, "a photograph cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
