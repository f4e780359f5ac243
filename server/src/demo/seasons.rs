//! `demo/seasons.toml`: three seasons over the same three districts.

use super::Calendar;
use anyhow::bail;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::seasons::{Ballot, Bounds, NewContest, NewSeason, Phase};
use store::{Json, Localized, Som, Store};
use voting::manifest::{OnePer, Publish};
use voting::tie::TieRule;

const FILE: &str = include_str!("../../../demo/seasons.toml");

#[derive(Deserialize)]
struct File {
    season: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    title: Localized,
    act: Localized,
    publication: String,
    publish: String,
    one_per: String,
    tie: String,
    /// Of a season whose vote has begun.
    turnout_percent: Option<u64>,
    residence_rule: String,
    min_age: i64,
    cap: i64,
    cap_equipment: Option<i64>,
    min_votes: i64,
    rule: Rule,
    phases: BTreeMap<String, Days>,
    contest: Vec<Contest>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    /// What happens to a project that costs more than is left: `skip` or `stop`.
    over_envelope: String,
}

/// Half open: from 00:00 of the first until 00:00 of the second.
#[derive(Deserialize)]
struct Days {
    start_day: i64,
    end_day: i64,
}

#[derive(Deserialize)]
struct Contest {
    territory: String,
    envelope: i64,
    ballot: Limits,
}

#[derive(Deserialize)]
struct Limits {
    kind: String,
    min: i64,
    max: i64,
}

/// How the vote of a season is prepared, and how many have voted.
pub(super) struct VotePlan {
    /// The season's key.
    pub(super) season: String,
    pub(super) one_per: OnePer,
    pub(super) tie: TieRule,
    pub(super) publish: Publish,
    /// Of a hundred generated residents.
    pub(super) turnout_percent: u64,
}

/// Makes the seasons with their phases and contests; says how each votes.
pub(super) async fn load(store: &Store, calendar: Calendar) -> anyhow::Result<Vec<VotePlan>> {
    let File { season } = toml::from_str(FILE)?;
    let mut plans = Vec::with_capacity(season.len());
    for entry in season {
        plans.push(entry.plan()?);
        let season = entry.into_new(store, calendar).await?;
        store.create_season(&season, calendar.prepared()).await?;
    }
    Ok(plans)
}

impl Entry {
    /// The words are the protocol's own.
    fn plan(&self) -> anyhow::Result<VotePlan> {
        Ok(VotePlan {
            season: self.key.clone(),
            one_per: serde_json::from_value(self.one_per.as_str().into())?,
            tie: serde_json::from_value(self.tie.as_str().into())?,
            publish: serde_json::from_value(self.publish.as_str().into())?,
            turnout_percent: self.turnout_percent.unwrap_or(0),
        })
    }

    async fn into_new(self, store: &Store, calendar: Calendar) -> anyhow::Result<NewSeason> {
        let mut contests = Vec::new();
        for contest in &self.contest {
            contests.push(self.contest(store, contest).await?);
        }
        let phases = self.phases.iter().map(|(kind, days)| {
            let (starts_at, ends_at) = (calendar.day(days.start_day), calendar.day(days.end_day));
            Ok(Phase { kind: kind.parse()?, starts_at, ends_at })
        });
        let phases = phases.collect::<store::Result<_>>()?;
        let (publication, residence) = (self.publication.parse()?, self.residence_rule.parse()?);
        let Self { key, title: titles, act, min_age, .. } = self;
        Ok(NewSeason { key, titles, act, publication, residence, min_age, phases, contests })
    }

    async fn contest(&self, store: &Store, contest: &Contest) -> anyhow::Result<NewContest> {
        let Limits { kind, min, max } = &contest.ballot;
        Ok(NewContest {
            territory: store.territory_by_code(&contest.territory).await?.id,
            envelope: Som(contest.envelope),
            cap: Som(self.cap),
            cap_equipment: self.cap_equipment.map(Som),
            min_votes: self.min_votes,
            ballot: Ballot { kind: kind.parse()?, min: *min, max: *max },
            rule: self.rule.name()?,
            rule_params: Json(serde_json::json!({})),
            bounds: Bounds::default(),
        })
    }
}

impl Rule {
    /// The rule's name in the crate `tally`, where skipping and stopping are two rules.
    fn name(&self) -> anyhow::Result<String> {
        match self.over_envelope.as_str() {
            "skip" => Ok(self.name.clone()),
            "stop" => Ok(format!("{}_noskip", self.name)),
            other => bail!("over_envelope is skip or stop, not {other}"),
        }
    }
}
