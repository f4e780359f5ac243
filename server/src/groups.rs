//! Requests that wait a moment for company, to be written in one transaction.

use std::time::Duration;
use tokio::sync::mpsc;

/// Requests in one transaction.
const GROUP: usize = 256;
/// Requests that wait for their group.
pub(crate) const QUEUE: usize = 2_048;

/// The next group: who comes within `wait` of the first. `None` when nobody can ask any more.
pub(crate) async fn gather<T>(requests: &mut mpsc::Receiver<T>, wait: Duration) -> Option<Vec<T>> {
    let mut group = vec![requests.recv().await?];
    tokio::time::sleep(wait).await;
    while group.len() < GROUP
        && let Ok(next) = requests.try_recv()
    {
        group.push(next);
    }
    Some(group)
}
