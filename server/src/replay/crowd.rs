//! Everybody votes: many at once, and the first failure ends it.

use super::{Plan, Stage, Voter, VoterError, stage};
use crate::poll::Polls;
use app::web::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::task::JoinSet;

/// Voters under way at once: enough for full groups in the box, fewer than it refuses.
const AT_ONCE: usize = 128;

/// Lets every voter of the plan vote; `done` hears how many have. Gives the number of ballots that
/// were promised.
///
/// # Errors
/// Why the first voter who failed did; nobody begins after that.
pub async fn vote(
    stage: &Stage,
    polls: &Polls,
    clock: Clock,
    plan: &Arc<Plan>,
    done: impl Fn(usize) + Send + Sync + 'static,
) -> Result<usize, VoterError> {
    let (next, promised) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let done = Arc::new(done);
    let routes =
        stage::routes(polls, clock).map_err(|error| VoterError::Http(error.to_string()))?;
    let mut under_way: JoinSet<Result<(), VoterError>> = JoinSet::new();
    for _ in 0..AT_ONCE.min(plan.votes.len()) {
        let (election, people) = (Arc::clone(&stage.election), Arc::clone(&stage.people));
        let (plan, routes, polls) = (Arc::clone(plan), routes.clone(), polls.clone());
        let (next, promised, done) = (Arc::clone(&next), Arc::clone(&promised), Arc::clone(&done));
        under_way.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(choices) = plan.votes.get(number) else { return Ok(()) };
                let voter =
                    Voter { election: Arc::clone(&election), people: Arc::clone(&people), number };
                voter.vote(&routes, choices, polls.now()).await?;
                done(promised.fetch_add(1, Ordering::Relaxed) + 1);
            }
        });
    }
    while let Some(voted) = under_way.join_next().await {
        voted.map_err(|error| VoterError::Http(error.to_string()))??;
    }
    Ok(promised.load(Ordering::Relaxed))
}
