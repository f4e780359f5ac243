//! How far the vote of a season is.

use super::covers;
use crate::components::{Step, StepState};
use crate::i18n::{Words, date_range, date_time};
use crate::t;
use crate::web::{Problem, Visit};
use store::UnixTime;
use store::elections::{ElectionState, StoredElection};
use store::seasons::Season;
use voting::manifest::{Election, Manifest};

/// The vote of a season.
pub(super) struct Vote {
    pub(super) season: Season,
    pub(super) prepared: Option<(StoredElection, Manifest)>,
}

/// How far it is, by its state and the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// No manifest yet.
    Nothing,
    /// Two officials look at the manifest.
    Prepared,
    /// The vote was to begin, and nobody had approved it.
    Missed,
    /// Waits for its first second.
    Approved,
    /// People vote.
    Open,
    /// Over, and not declared closed.
    Over,
    /// Waits for the trustee's share.
    Closed,
    /// Counted.
    Tallied,
    /// Public.
    Published,
}

impl Vote {
    pub(super) async fn load(visit: &Visit, key: &str) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let season = store.season(key).await?;
        let Some(stored) = store.election_of_season(season.id).await? else {
            return Ok(Self { season, prepared: None });
        };
        let election = Election::parse(&stored.manifest).map_err(|error| {
            tracing::error!(%error, "a stored manifest");
            Problem::Internal
        })?;
        Ok(Self { season, prepared: Some((stored, election.manifest)) })
    }

    /// Only officials of every district of the season bring something for its vote.
    pub(super) async fn require_scope(&self, visit: &Visit) -> Result<(), Problem> {
        let contests = visit.site.store.contests(self.season.id).await?;
        let places: Vec<_> = contests.iter().map(|contest| contest.territory).collect();
        match covers(visit, &places).await? {
            true => Ok(()),
            false => Err(Problem::Forbidden),
        }
    }

    pub(super) fn stage(&self, now: UnixTime) -> Stage {
        let Some((stored, manifest)) = &self.prepared else { return Stage::Nothing };
        match stored.state {
            ElectionState::Prepared if now >= seconds(manifest.cast_from) => Stage::Missed,
            ElectionState::Prepared => Stage::Prepared,
            ElectionState::Approved if now >= seconds(manifest.closes_at) => Stage::Over,
            ElectionState::Approved if now >= seconds(manifest.cast_from) => Stage::Open,
            ElectionState::Approved => Stage::Approved,
            ElectionState::Closed => Stage::Closed,
            ElectionState::Tallied => Stage::Tallied,
            ElectionState::Published => Stage::Published,
        }
    }

    /// The steps on the way, each done, at work or to come.
    pub(super) fn steps(&self, words: Words, now: UnixTime) -> Vec<Step> {
        let stage = self.stage(now);
        let dates = self.prepared.as_ref().map(|(_, manifest)| {
            date_range(words, seconds(manifest.cast_from), seconds(manifest.closes_at))
        });
        let since = self.prepared.as_ref().map(|(stored, _)| date_time(words, stored.state_at));
        // From which stage on each step is done.
        let steps = [
            (t!(words, "office-step-prepare"), Stage::Prepared, None),
            (t!(words, "office-step-approve"), Stage::Approved, None),
            (t!(words, "office-step-vote"), Stage::Over, dates),
            (t!(words, "office-step-close"), Stage::Closed, None),
            (t!(words, "office-step-count"), Stage::Tallied, None),
            (t!(words, "office-step-publish"), Stage::Published, None),
        ];
        let mut now_found = false;
        let step = |(label, done_from, dates): (String, Stage, Option<String>)| {
            let done = stage >= done_from;
            let (state, spoken) = match done {
                true => (StepState::Done, t!(words, "season-step-done")),
                false if !now_found => {
                    now_found = true;
                    (StepState::Now, t!(words, "season-step-now"))
                }
                false => (StepState::ToCome, t!(words, "season-step-to-come")),
            };
            let newest = done && self.newest() == Some(done_from);
            let fact = since.clone().filter(|_| newest);
            Step { label, dates, fact, state, spoken }
        };
        steps.into_iter().map(step).collect()
    }

    /// The step that the stored state stands for.
    fn newest(&self) -> Option<Stage> {
        let (stored, _) = self.prepared.as_ref()?;
        Some(match stored.state {
            ElectionState::Prepared => Stage::Prepared,
            ElectionState::Approved => Stage::Approved,
            ElectionState::Closed => Stage::Closed,
            ElectionState::Tallied => Stage::Tallied,
            ElectionState::Published => Stage::Published,
        })
    }
}

/// A time of a manifest as the store has it.
pub(super) fn seconds(at: u64) -> UnixTime {
    UnixTime::try_from(at).unwrap_or(UnixTime::MAX)
}
