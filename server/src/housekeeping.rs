//! Forgetting what ran out: docs/privacy.md says what is kept how long.

use crate::photos::PhotoStore;
use app::web::{Clock, SESSION_LIMITS};
use std::time::Duration;
use store::{Store, StoreError, UnixTime};

/// How often.
const EVERY: Duration = Duration::from_secs(300);

/// A photograph that no proposal shows any more is kept so long: a form may still be open.
const UNUSED_PHOTOS: UnixTime = 24 * 3_600;

/// The box accepts a body in its slot of ten minutes and the next one; the third is for clocks that
/// differ.
const CAST_TIMES: UnixTime = 3 * 600;

/// Forgets until the server stops.
pub async fn keep_house(store: Store, photos: PhotoStore, clock: Clock) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        if let Err(error) = tidy(&store, &photos, clock.now()).await {
            tracing::warn!(%error, "what ran out is still kept");
        }
    }
}

/// Deletes sign-ins and sessions that ran out, when ballots were cast, and photographs that nothing
/// shows.
///
/// # Errors
/// What the database said.
pub async fn tidy(store: &Store, photos: &PhotoStore, now: UnixTime) -> Result<(), StoreError> {
    store.purge_sign_ins(now).await?;
    store.purge_sessions(now.saturating_sub(SESSION_LIMITS.residents.absolute)).await?;
    store.forget_cast_times(now.saturating_sub(CAST_TIMES)).await?;
    let unused = store.forget_unused_photos(now.saturating_sub(UNUSED_PHOTOS)).await?;
    if let Err(error) = photos.forget(&unused).await {
        tracing::warn!(%error, "files of forgotten photographs are still kept");
    }
    Ok(())
}
