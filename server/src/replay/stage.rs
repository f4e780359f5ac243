//! An election that stands ready: territories, people with sessions, roll, manifest, keys.

mod manifest;

use super::{People, Plan, TemporaryKeys};
use crate::poll::{Poll, PollError, Polls};
use crate::randomness::Seeds;
use crate::registrar;
use crate::router::build_apart;
use app::web::{Clock, PublicUrlError};
use axum::Router;
use std::path::Path;
use std::sync::Arc;
use store::approvals::Warrant;
use store::crowds::Crowd;
use store::elections::ElectionState;
use store::seasons::{
    Ballot, BallotKind, Bounds, NewContest, NewSeason, Publication, ResidenceRule,
};
use store::territories::{NewTerritory, TerritoryKind};
use store::{ElectionRow, Json, Localized, SeasonId, Som, Store, TerritoryId, UnixTime};
use voting::manifest::{Election, OnePer};
use voting::roll::Roll;

/// The season's part of addresses and of the folder of keys.
const SEASON: &str = "replay";
/// Where pages would be.
const SITE: &str = "http://127.0.0.1:3000";
/// Everybody is old enough.
const BORN_ON: &str = "1990-01-01";

/// The dates of the vote.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Credentials are issued and ballots are cast from then on.
    pub from: UnixTime,
    /// The first second after the vote.
    pub closes_at: UnixTime,
}

/// An election that waits for its voters.
pub struct Stage {
    /// The database.
    pub store: Store,
    /// Where the election stands in it.
    pub row: ElectionRow,
    /// What is voted on.
    pub election: Arc<Election>,
    /// Whose votes.
    pub people: Arc<People>,
    /// Keys that end with the stage.
    pub keys: TemporaryKeys,
    seeds: Seeds,
}

impl Stage {
    /// Prepares and approves an election in an empty, migrated database; keys lie below `folder`.
    ///
    /// # Errors
    /// Keys that cannot be made, more than a million voters, what the database said.
    pub async fn set(
        store: Store,
        folder: &Path,
        plan: &Plan,
        timing: Timing,
        seeds: Seeds,
    ) -> anyhow::Result<Self> {
        let keys = TemporaryKeys::create(&folder.join("keys"), SEASON, &seeds)?;
        let people = People::new(&seeds)?;
        let [district, mahalla] = territories(&store, timing.from).await?;
        let season = store.create_season(&season(plan, district), timing.from).await?;
        admit(&store, &people, plan.votes.len(), mahalla, timing.from).await?;
        let roll = roll(&store, season, &keys).await?;
        let manifest = manifest::manifest(plan, &roll, timing, &keys)?.to_json()?;
        let row = store.prepare_election(season, &manifest, &roll, &[], None, timing.from).await?;
        store
            .advance_election(row, ElectionState::Approved, Warrant::Operator { at: timing.from })
            .await?;
        let election = Arc::new(Election::parse(&manifest)?);
        Ok(Self { store, row, election, people: Arc::new(people), keys, seeds })
    }

    /// What issues, casts and publishes.
    #[must_use]
    pub fn polls(&self, clock: Clock) -> Polls {
        Polls::new(self.store.clone(), clock, self.seeds.clone(), self.keys.folder().to_owned())
    }

    /// The election as the routes see it.
    ///
    /// # Errors
    /// [`PollError`].
    pub async fn poll(&self, polls: &Polls) -> Result<Arc<Poll>, PollError> {
        polls.poll(&self.election.id).await
    }
}

/// Registrar and ballot box, as they stand without pages.
pub(super) fn routes(polls: &Polls, clock: Clock) -> Result<Router, PublicUrlError> {
    Ok(build_apart(polls.clone(), clock, &SITE.parse()?))
}

fn named(name: &str) -> Localized {
    ["uz", "ru", "en"].map(|language| (language, name)).into_iter().collect()
}

/// A region, whose district is the contest's, whose mahalla is everybody's.
async fn territories(store: &Store, at: UnixTime) -> anyhow::Result<[TerritoryId; 2]> {
    let territory = |code: &str, parent: Option<&str>, kind| NewTerritory {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        names: named(SEASON),
        population: None,
    };
    let all = [
        territory("1", None, TerritoryKind::Region),
        territory("11", Some("1"), TerritoryKind::District),
        territory("111", Some("11"), TerritoryKind::Mfy),
    ];
    store.import_territories(&all, at).await?;
    let [district, mahalla] = ["11", "111"].map(|code| store.territory_by_code(code));
    Ok([district.await?.id, mahalla.await?.id])
}

/// The store's season says where people vote; everything about ballots stands in the manifest.
fn season(plan: &Plan, district: TerritoryId) -> NewSeason {
    let som = |amount: u64| Som(i64::try_from(amount).unwrap_or(i64::MAX).max(1));
    let contest = NewContest {
        territory: district,
        envelope: som(plan.envelope),
        cap: som(plan.envelope),
        cap_equipment: None,
        min_votes: 0,
        ballot: Ballot { kind: BallotKind::Approval, min: 0, max: i64::from(plan.ballot.max) },
        rule: plan.rule.name.clone(),
        rule_params: Json(plan.rule.params.clone().into()),
        bounds: Bounds::default(),
    };
    NewSeason {
        key: SEASON.to_owned(),
        titles: named(&plan.title),
        act: named(&plan.title),
        publication: Publication::Open,
        residence: ResidenceRule::District,
        min_age: 0,
        phases: Vec::new(),
        contests: vec![contest],
    }
}

async fn admit(
    store: &Store,
    people: &People,
    voters: usize,
    mahalla: TerritoryId,
    at: UnixTime,
) -> anyhow::Result<()> {
    let newcomers = (0..voters).map(|number| people.newcomer(number)).collect::<Option<Vec<_>>>();
    let newcomers = newcomers.ok_or_else(|| anyhow::anyhow!("more than a million voters"))?;
    store.admit_crowd(Crowd { born_on: BORN_ON, mahalla, newcomers: &newcomers }, at).await?;
    Ok(())
}

async fn roll(store: &Store, season: SeasonId, keys: &TemporaryKeys) -> anyhow::Result<Roll> {
    let electorate = store.electorate(season, BORN_ON).await?;
    Ok(registrar::roll(&electorate, OnePer::Contest, &keys.pepper()?)?)
}
