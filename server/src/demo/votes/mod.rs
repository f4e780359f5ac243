//! The demo's votes: prepared, approved and voted in as if officials and residents had done it, at
//! the times when they would have.
//!
//! A season in voting has its election open and the first ballots in the box; one in the past went
//! on to its published record. Each vote runs under a clock of its own.

mod ballots;
mod counted;
mod files;
mod hours;

pub use files::{OWNERS, key_path};
pub use hours::Hours;

use super::Cast;
use super::seasons::VotePlan;
use crate::counting::Records;
use crate::election_keys::ElectionKeys;
use crate::poll::{Poll, Polls};
use crate::preparing::{Choices, Organiser};
use crate::randomness::Seeds;
use crate::sequencer;
use anyhow::Context as _;
use counted::A_MOMENT;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::elections::ElectionState;
use store::seasons::{PhaseKind, Publication, Season};
use store::{PersonId, Store, UnixTime};
use voting::batch::BatchRule;
use voting::key_file::SecretKey;
use voting::manifest::Auditor;

/// Whose season it is.
const OFFICIAL: &str = "nigora";
/// Who approves what the other prepared.
const SECOND_OFFICIAL: &str = "kamol";

/// Officials prepare a vote an hour before it opens.
const AHEAD: UnixTime = 3_600;

/// So short that whoever votes can look for the ballot in the log right away.
const BATCH: BatchRule = BatchRule { min_seconds: 2, min_entries: 4, cap_seconds: 10 };
const MERGE_BY_SECONDS: u64 = 60;

/// Where the demo's votes are held.
pub struct Hall {
    /// The folder of the server's keys.
    pub keys: PathBuf,
    /// The folder of the keys that no server has in a real vote: trustee's and auditor's.
    pub own: PathBuf,
    /// Where the files of records lie.
    pub records: Records,
    /// The name under which logs are known.
    pub host: String,
}

/// What is loaded already when a vote is held.
pub(super) struct Ground<'a> {
    pub(super) store: &'a Store,
    pub(super) cast: Cast<'a>,
    /// Those with a story, by key.
    pub(super) known: &'a HashMap<String, PersonId>,
    /// How popular projects are, by key.
    pub(super) weights: &'a HashMap<String, u64>,
}

/// A vote as it stands: its door to the store, its clock, its keys at hand.
pub(super) struct Held {
    pub(super) polls: Polls,
    pub(super) hours: Hours,
    pub(super) poll: Arc<Poll>,
    /// In a real vote no server ever has it.
    trustee: SecretKey,
}

impl Ground<'_> {
    /// Holds the vote of a season as far as it went at `now`: prepared, approved, the generated
    /// residents' ballots cast and in the log, and once its results are due counted and published.
    /// Nothing when the vote is still to come.
    pub(super) async fn hold(
        &self,
        hall: &Hall,
        plan: &VotePlan,
        now: UnixTime,
    ) -> anyhow::Result<()> {
        let season = self.store.season(&plan.season).await?;
        let vote = season.phase(PhaseKind::Voting).context("it has no vote")?;
        if now < vote.starts_at {
            return Ok(());
        }
        // Of a demo that was here before; the database that it belonged to is gone.
        ElectionKeys::of(&hall.keys, &season.key)?.discard()?;
        let seeds = Seeds::system();
        let trustee = files::make(&hall.own, OWNERS[0], &season.key, Some(1), &seeds)?;
        let auditor = match season.publication {
            Publication::Audited => {
                Some(files::make(&hall.own, OWNERS[1], &season.key, None, &seeds)?)
            }
            Publication::Open => None,
        };
        self.enrol(vote.starts_at - AHEAD).await?;
        let choices = choices(plan, &trustee, auditor.as_ref())?;
        let id = self.open(hall, &season, &choices, vote.starts_at - AHEAD).await?;

        let hours = Hours::at(vote.starts_at);
        let polls = Polls::new(self.store.clone(), hours.clock(), seeds, hall.keys.clone());
        let poll = polls.poll(&id).await?;
        let held = Held { polls, hours, poll, trustee };
        sequencer::publish_all(&held.polls).await?;
        let until = now.min(vote.ends_at);
        self.cast_ballots(&held, plan, (vote.starts_at, until)).await?;
        held.hours.set(until);
        sequencer::publish_all(&held.polls).await?;
        match season.phase(PhaseKind::Results) {
            Some(results) if now >= results.starts_at => {
                self.count(&held, &hall.records, &season, vote.ends_at).await
            }
            _ => Ok(()),
        }
    }

    /// The state's file of people, who need not have signed in.
    async fn enrol(&self, at: UnixTime) -> anyhow::Result<()> {
        let mut roll = Vec::new();
        for person in &self.cast.people.generated {
            roll.extend(person.roll_source(self.store, self.cast.pepper).await?);
        }
        Ok(self.store.import_roll_sources(&roll, None, at).await?)
    }

    /// One official prepares, another approves.
    async fn open(
        &self,
        hall: &Hall,
        season: &Season,
        choices: &Choices,
        at: UnixTime,
    ) -> anyhow::Result<voting::id::ElectionId> {
        let (store, host, seeds) = (self.store.clone(), hall.host.clone(), Seeds::system());
        let organiser = Organiser::new(store, hall.keys.clone(), host, seeds);
        let (by, before) = (self.known.get(OFFICIAL).copied(), at - 2 * A_MOMENT);
        let prepared = organiser.prepare(season, choices, by, before).await?;
        let open = self.confirmed(&prepared.id, season, ElectionState::Approved, at).await?;
        organiser.approve(&prepared, open).await?;
        Ok(prepared.id)
    }
}

fn choices(
    plan: &VotePlan,
    trustee: &SecretKey,
    auditor: Option<&SecretKey>,
) -> anyhow::Result<Choices> {
    let auditors = auditor.map(|key| {
        let vkey = key.signer.key().clone();
        Auditor { name: vkey.name().to_owned(), vkey }
    });
    let trustees = trustee.trustees().context("a trustee's key without a share")?;
    let usual = Choices::usual(trustees, auditors.into_iter().collect(), Publication::Audited);
    Ok(Choices {
        one_per: plan.one_per,
        tie: plan.tie,
        publish: plan.publish,
        batch: BATCH,
        merge_by_seconds: MERGE_BY_SECONDS,
        ..usual
    })
}
