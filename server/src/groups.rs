//! Requests that wait a moment for company, to be written in one transaction.

use std::time::Duration;
use tokio::sync::mpsc::{self, error::TrySendError};

/// Requests in one transaction.
const GROUP: usize = 256;
/// Requests that wait for their group.
pub(crate) const QUEUE: usize = 2_048;

/// Puts a request into the queue, or gives it the answer for a `full` one. A queue whose task has
/// ended never empties again: that is told, once for each request, and answered with `ended`.
pub(crate) fn enqueue<T, E>(
    queue: &mpsc::Sender<T>,
    request: T,
    full: E,
    ended: E,
) -> Result<(), E> {
    queue.try_send(request).map_err(|refused| match refused {
        TrySendError::Full(_) => full,
        TrySendError::Closed(_) => {
            tracing::error!("the task that writes groups has ended; start the process anew");
            ended
        }
    })
}

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
