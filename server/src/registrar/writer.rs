//! One task an election writes credentials, in groups: nobody is answered before the commit is
//! durable, and each is answered for itself.

use super::IssueError;
use crate::groups::{QUEUE, enqueue, gather};
use std::time::Duration;
use store::issuance::NewCredential;
use store::{Constraint, ElectionRow, Store, StoreError, UnixTime};
use tokio::sync::{mpsc, oneshot};

/// How long a credential waits for company: signing limits the rate, so it is longer than for casts,
/// and groups of the same size come together.
const GATHER: Duration = Duration::from_millis(15);

/// The way to the task that writes. It ends when the last of these is dropped.
#[derive(Clone)]
pub struct Writer(mpsc::Sender<Request>);

struct Request {
    credential: NewCredential,
    at: UnixTime,
    answer: oneshot::Sender<Result<Vec<u8>, IssueError>>,
}

impl Writer {
    /// Starts the task.
    #[must_use]
    pub fn start(store: Store, election: ElectionRow) -> Self {
        let (sender, requests) = mpsc::channel(QUEUE);
        tokio::spawn(write_groups(store, election, requests));
        Self(sender)
    }

    /// Writes a credential with its group and gives the blind signature that holds for its person;
    /// returns when the group is durable.
    ///
    /// # Errors
    /// [`IssueError`]: somebody was faster with another request, the log is sealed, too much waits.
    pub async fn write(
        &self,
        credential: NewCredential,
        at: UnixTime,
    ) -> Result<Vec<u8>, IssueError> {
        let (answer, answered) = oneshot::channel();
        let request = Request { credential, at, answer };
        enqueue(&self.0, request, IssueError::Busy, IssueError::Internal)?;
        answered.await.unwrap_or(Err(IssueError::Internal))
    }
}

async fn write_groups(store: Store, election: ElectionRow, mut asked: mpsc::Receiver<Request>) {
    while let Some(group) = gather(&mut asked, GATHER).await {
        write_group(&store, election, group).await;
    }
}

async fn write_group(store: &Store, election: ElectionRow, group: Vec<Request>) {
    let (credentials, answers): (Vec<_>, Vec<_>) =
        group.into_iter().map(|asked| ((asked.credential, asked.at), asked.answer)).unzip();
    // Who went away misses the answer, and gets the same one for the same request.
    match store.issue_group(election, &credentials).await {
        Ok(issued) => {
            for (answer, issued) in answers.into_iter().zip(issued) {
                let _ = answer.send(issued.map_err(IssueError::from));
            }
        }
        Err(error) => {
            for answer in answers {
                let _ = answer.send(Err(why(&error)));
            }
            if matches!(why(&error), IssueError::Internal) {
                tracing::error!(%error, "credentials could not be issued");
            }
        }
    }
}

const fn why(error: &StoreError) -> IssueError {
    match error {
        StoreError::Conflict(Constraint::LogSealed) => IssueError::Over,
        StoreError::Busy => IssueError::Busy,
        _ => IssueError::Internal,
    }
}
