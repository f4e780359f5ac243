//! `season.rules`: how winners of contests are found, until officials approve the vote.
//!
//! All of it lies in the database: confirmation and new rules are one transaction. What was prepared
//! of the vote is prepared anew after it.

use super::election::{failed, warrant};
use crate::counting::Counting;
use crate::preparing::check_rules;
use app::web::{ActRefused, Confirmed, Explained, Line, RuleSaid, RulesAsked};
use serde::{Deserialize, Serialize};
use store::elections::ElectionState;
use store::seasons::{Bounds, Contest, ContestRules, Season};
use store::{Json, Store};

/// Exactly what will stand in the season.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    season: String,
    contests: Vec<Change>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// The code of the contest's place.
    territory: String,
    rule: String,
    params: Json,
    min_votes: i64,
    bounds: Bounds,
}

/// Changes of a payload with what they would change.
struct Found {
    season: Season,
    changes: Vec<(Contest, Change)>,
}

pub(super) async fn plan(counting: &Counting, asked: RulesAsked) -> Result<Json, ActRefused> {
    let store = counting.polls.store();
    let season = store.season(&asked.season).await?;
    not_fixed(store, &season).await?;
    let mut contests = Vec::with_capacity(asked.contests.len());
    for rules in asked.contests {
        let contest = store.contest(rules.contest).await?;
        if contest.season != season.id {
            return Err(ActRefused::NotFound);
        }
        let place = store.territory(contest.territory).await?;
        let ContestRules { rule, rule_params: params, min_votes, bounds, .. } = rules;
        contests.push(Change { territory: place.code, rule, params, min_votes, bounds });
    }
    let payload = Payload { season: asked.season, contests };
    let payload = Json(serde_json::to_value(payload).map_err(failed)?);
    check(store, &Found::of(store, &payload).await?).await?;
    Ok(payload)
}

pub(super) async fn explain(counting: &Counting, payload: &Json) -> Result<Explained, ActRefused> {
    let store = counting.polls.store();
    let Found { season, changes } = Found::of(store, payload).await?;
    let mut said = Vec::with_capacity(changes.len());
    for (contest, change) in &changes {
        let place = store.territory(contest.territory).await?;
        let rule = RuleSaid::of(&contest_as(contest, change), season.publication);
        said.push((place.names, rule));
    }
    let mut lines = vec![Line::Season(season.titles)];
    lines.extend(RuleSaid::each_once(said.into_iter()));
    let places = changes.iter().map(|(contest, _)| contest.territory).collect();
    Ok(Explained { lines, places })
}

pub(super) async fn carry_out(
    counting: &Counting,
    confirmed: &Confirmed,
) -> Result<(), ActRefused> {
    let store = counting.polls.store();
    let found = Found::of(store, &confirmed.approval.payload).await?;
    not_fixed(store, &found.season).await?;
    // Projects may have been admitted or refused since it was proposed.
    check(store, &found).await?;
    let rules = found.changes.into_iter().map(|(contest, change)| {
        let Change { rule, params: rule_params, min_votes, bounds, .. } = change;
        ContestRules { contest: contest.id, rule, rule_params, min_votes, bounds }
    });
    let rules: Vec<ContestRules> = rules.collect();
    Ok(store.change_rules(&found.season.key, &rules, warrant(confirmed)).await?)
}

impl Found {
    async fn of(store: &Store, payload: &Json) -> Result<Self, ActRefused> {
        let Payload { season, contests } =
            serde_json::from_value(payload.0.clone()).map_err(failed)?;
        let season = store.season(&season).await?;
        let own = store.contests(season.id).await?;
        let mut changes = Vec::with_capacity(contests.len());
        for change in contests {
            let place = store.territory_by_code(&change.territory).await?;
            let contest = own.iter().find(|contest| contest.territory == place.id);
            changes.push((contest.ok_or(ActRefused::Changed)?.clone(), change));
        }
        Ok(Self { season, changes })
    }
}

/// The contest as it would be.
fn contest_as(contest: &Contest, change: &Change) -> Contest {
    Contest {
        rule: change.rule.clone(),
        rule_params: change.params.clone(),
        min_votes: change.min_votes,
        bounds: change.bounds.clone(),
        ..contest.clone()
    }
}

/// As preparing the vote will check it, with the projects that there are now.
async fn check(store: &Store, found: &Found) -> Result<(), ActRefused> {
    for (contest, change) in &found.changes {
        let asked = contest_as(contest, change);
        let place = store.territory(contest.territory).await?;
        if !asked.bounds.wrong(asked.envelope).is_empty() {
            return Err(ActRefused::Unfit(place.names));
        }
        match check_rules(store, &asked).await? {
            Ok(()) => {}
            Err(reason) => {
                tracing::info!(reason, place = place.code, "rules that do not fit");
                return Err(ActRefused::Unfit(place.names));
            }
        }
    }
    Ok(())
}

/// Said before anything is proposed; the transaction of the change has the last word.
async fn not_fixed(store: &Store, season: &Season) -> Result<(), ActRefused> {
    match store.election_of_season(season.id).await? {
        Some(election) if election.state != ElectionState::Prepared => Err(ActRefused::RulesFixed),
        _ => Ok(()),
    }
}
