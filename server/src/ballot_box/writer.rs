//! One task an election writes casts: it collects them for a few milliseconds, commits them in one
//! transaction and then answers each. Nobody is answered before the commit is durable.

use crate::groups::{QUEUE, enqueue, gather};
use std::time::Duration;
use store::ballot_box::{NewBallot, Taken};
use store::{Constraint, ElectionRow, Store, StoreError};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

/// How long a cast waits for company.
const GATHER: Duration = Duration::from_millis(3);

/// Why a cast was not written. It is not in the box then, except that after [`WriteError::Failed`]
/// nobody knows; casting the same body again is always right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The box is closed.
    #[error("the box is closed")]
    Sealed,
    /// The queue is full, or the database busy.
    #[error("the box is busy")]
    Busy,
    /// The database said something else; the log has it.
    #[error("the box failed")]
    Failed,
}

/// The way to the task that writes. It ends when the last of these is dropped.
#[derive(Clone)]
pub struct Writer(mpsc::Sender<Cast>);

struct Cast {
    ballot: NewBallot,
    answer: oneshot::Sender<Result<Taken, WriteError>>,
}

impl Writer {
    /// Starts the task.
    #[must_use]
    pub fn start(store: Store, election: ElectionRow) -> Self {
        let (sender, casts) = mpsc::channel(QUEUE);
        tokio::spawn(write_groups(store, election, casts));
        Self(sender)
    }

    /// Writes a ballot with its group; returns when the group is durable.
    ///
    /// # Errors
    /// [`WriteError`].
    pub async fn write(&self, ballot: NewBallot) -> Result<Taken, WriteError> {
        let (answer, answered) = oneshot::channel();
        enqueue(&self.0, Cast { ballot, answer }, WriteError::Busy, WriteError::Failed)?;
        answered.await.unwrap_or(Err(WriteError::Failed))
    }
}

async fn write_groups(store: Store, election: ElectionRow, mut casts: mpsc::Receiver<Cast>) {
    while let Some(group) = gather(&mut casts, GATHER).await {
        write_group(&store, election, group).await;
    }
}

async fn write_group(store: &Store, election: ElectionRow, group: Vec<Cast>) {
    let (ballots, answers): (Vec<NewBallot>, Vec<_>) =
        group.into_iter().map(|cast| (cast.ballot, cast.answer)).unzip();
    metrics::histogram!("hashar_cast_group_size").record(ballots.len() as f64);
    // A voter who went away misses the answer; her ballot is in the box all the same.
    match store.take_ballots(election, &ballots).await {
        Ok(taken) => {
            for (answer, taken) in answers.into_iter().zip(taken) {
                let _ = answer.send(Ok(taken));
            }
        }
        Err(error) => {
            let error = why(&error);
            for answer in answers {
                let _ = answer.send(Err(error));
            }
        }
    }
}

fn why(error: &StoreError) -> WriteError {
    match error {
        StoreError::Conflict(Constraint::LogSealed) => WriteError::Sealed,
        StoreError::Busy => WriteError::Busy,
        error => {
            tracing::error!(%error, "casts could not be written");
            WriteError::Failed
        }
    }
}
