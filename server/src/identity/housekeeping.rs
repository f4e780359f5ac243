//! Forgetting what ran out.

use app::web::{Clock, SESSION_LIMITS};
use std::time::Duration;
use store::Store;

/// How often.
const EVERY: Duration = Duration::from_secs(300);

/// Deletes expired sign-ins and sessions until the server stops.
pub async fn keep_house(store: Store, clock: Clock) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        let now = clock.now();
        let old = now.saturating_sub(SESSION_LIMITS.residents.absolute);
        let done = async {
            store.purge_sign_ins(now).await?;
            store.purge_sessions(old).await
        };
        if let Err(error) = done.await {
            tracing::warn!(%error, "expired sessions are still kept");
        }
    }
}
