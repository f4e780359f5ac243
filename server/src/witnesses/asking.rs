//! Goes through the logs that this process publishes and asks for what their heads lack.

use super::client::{Head, Listed, Unsigned};
use super::standing::Attempts;
use super::{asked_until, has_quorum_in_time};
use crate::poll::{Poll, Polls};
use crate::sequencer::SequencerError;
use futures_util::future::join_all;
use std::time::Duration;
use store::StoreError;
use store::elections::ElectionState;
use store::logs::{Log, StoredCheckpoint};
use voting::cosignature;
use voting::note::{Note, NoteSignature};

/// How often heads are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Asks until the process ends.
pub async fn run(polls: Polls) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = ask_all(&polls).await {
            tracing::error!(%error, "witnesses could not be asked");
        }
    }
}

/// Asks for the newest heads of every approved election, all witnesses of a log at once.
///
/// # Errors
/// The first log's that failed; witnesses of the others were asked all the same.
pub async fn ask_all(polls: &Polls) -> Result<(), SequencerError> {
    let mut first = Ok(());
    for stored in polls.store().elections_in(ElectionState::Approved).await? {
        let asked = match polls.poll(&stored.id).await {
            Ok(poll) => {
                let logs = [Log::Issuance, Log::Ballots].map(|log| ask(polls, &poll, log));
                join_all(logs).await.into_iter().collect::<Result<(), _>>()
            }
            Err(error) => Err(error.into()),
        };
        if first.is_ok() {
            first = asked;
        }
    }
    first
}

/// Asks for the newest head of one log whoever has not signed it and is due.
async fn ask(polls: &Polls, poll: &Poll, log: Log) -> Result<(), SequencerError> {
    let policy = &poll.election.policy;
    if poll.signer(log).is_none() || policy.witnesses().is_empty() {
        return Ok(());
    }
    let mut attempts = poll.witnessing(log).attempts().await;
    let stored = match polls.store().checkpoint(poll.row, log).await {
        Ok(stored) => stored,
        Err(StoreError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let note = Note::parse(&stored.note)?;
    let due = due(polls, poll, &note, &attempts);
    let closed = polls.store().log_head(poll.row, log).await?.closed;
    if due.is_empty() || (closed && polls.now() > asked_until(&poll.election.manifest)) {
        return Ok(());
    }
    let head = Head { store: polls.store(), row: poll.row, log, size: stored.size, note: &note };
    let seen = |witness: &Listed| attempts.get(&witness.key.to_string()).map_or(0, |it| it.seen);
    let answers = join_all(due.iter().map(|witness| witness.cosign(&head, seen(witness)))).await;
    let lines = remember(&mut attempts, &due, answers, (stored.size, polls.now()));
    let place = (poll.row, log);
    let witnessed = polls.store().cosign(place, stored.size, &lines, policy).await?;
    tell(polls, poll, log, (&stored, witnessed), &attempts).await
}

/// Witnesses of the manifest that are configured here, have not signed and are due.
fn due<'a>(polls: &'a Polls, poll: &Poll, note: &Note, attempts: &Attempts) -> Vec<&'a Listed> {
    let now = polls.now();
    let named = |listed: &Listed| {
        let mut witnesses = poll.election.policy.witnesses().iter();
        witnesses.any(|witness| witness.key == listed.key)
    };
    let is_due = |listed: &Listed| {
        attempts.get(&listed.key.to_string()).is_none_or(|attempt| attempt.is_due(now))
    };
    let asked = polls.witnesses().listed().iter().filter(|listed| named(listed));
    let lacking = asked.filter(|listed| cosignature::verify(&listed.key, note).is_err());
    lacking.filter(|listed| is_due(listed)).collect()
}

/// Writes down how each request went; the lines that came of them.
fn remember(
    attempts: &mut Attempts,
    asked: &[&Listed],
    answers: Vec<Result<NoteSignature, Unsigned>>,
    (size, now): (u64, u64),
) -> Vec<NoteSignature> {
    let mut lines = Vec::new();
    for (witness, answer) in asked.iter().zip(answers) {
        let attempt = attempts.entry(witness.key.to_string()).or_default();
        match answer {
            Ok(line) => {
                attempt.succeeded(size);
                lines.push(line);
            }
            Err(error) => {
                let labels = [("witness", witness.key.name().to_owned())];
                metrics::counter!("hashar_witness_failures_total", &labels).increment(1);
                attempt.failed(error.to_string(), now);
            }
        }
    }
    lines
}

/// Tells whoever watches whether the quorum is there; for a last head, whether it was in time.
async fn tell(
    polls: &Polls,
    poll: &Poll,
    log: Log,
    (head, witnessed): (&StoredCheckpoint, bool),
    attempts: &Attempts,
) -> Result<(), SequencerError> {
    let store = polls.store();
    let met = match store.log_head(poll.row, log).await?.closed {
        true => has_quorum_in_time(
            &poll.election,
            &Note::parse(&store.checkpoint(poll.row, log).await?.note)?,
        ),
        false => witnessed,
    };
    let logs = &poll.election.manifest.logs;
    let origin = match log {
        Log::Issuance => &logs.issuance.origin,
        Log::Ballots => &logs.ballots.origin,
    };
    let missing = (!met).then(|| {
        let mut wrong: Vec<String> = attempts
            .iter()
            .filter_map(|(vkey, attempt)| {
                let name = vkey.split('+').next().unwrap_or_default();
                attempt.wrong.as_ref().map(|wrong| format!("; {name} {wrong}"))
            })
            .collect();
        wrong.sort_unstable();
        let wrong = wrong.concat();
        format!("{origin}: no quorum of witnesses has signed {} entries{wrong}", head.size)
    });
    poll.witnessing(log).tell(origin, missing);
    Ok(())
}
