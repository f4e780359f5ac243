//! `demo/projects.toml`: proposals, taken through submission and screening as people would.

use super::Calendar;
use super::pictures::Pictures;
use anyhow::{Context as _, bail};
use serde::Deserialize;
use std::collections::HashMap;
use store::proposals::{Content, CostLine, NewProposal, ProposalKey, Screening};
use store::{ContestId, PersonId, ProposalId, Som, Store};

const FILE: &str = include_str!("../../../demo/projects.toml");

/// The version of a proposal that nobody edited.
const FIRST: i64 = 1;

type People = HashMap<String, PersonId>;

#[derive(Deserialize)]
struct File {
    project: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    season: String,
    district: String,
    mahalla: String,
    category: String,
    language: String,
    author: String,
    title: String,
    summary: String,
    place: String,
    text: String,
    /// Key of a picture.
    picture: Option<String>,
    costs: Vec<Line>,
    /// A draft has none.
    submitted_day: Option<i64>,
    decision: Option<Decision>,
    /// How popular it is among generated ballots, against the others of its contest.
    vote_weight: Option<u64>,
    /// Where it was admitted.
    cost_reviewed: Option<i64>,
}

#[derive(Deserialize)]
struct Line {
    item: String,
    unit: String,
    quantity: i64,
    unit_price: i64,
}

#[derive(Deserialize)]
struct Decision {
    outcome: String,
    moderator: String,
    decided_day: i64,
    reason: String,
}

/// Makes every proposal, submits and decides on those that were; how popular those are that say so.
pub(super) async fn load(
    store: &Store,
    calendar: Calendar,
    people: &People,
    pictures: &Pictures,
) -> anyhow::Result<HashMap<String, u64>> {
    let File { project } = toml::from_str(FILE)?;
    let mut weights = HashMap::new();
    for entry in project {
        let loaded = entry.load(store, calendar, people, pictures).await;
        loaded.with_context(|| entry.id.clone())?;
        weights.extend(entry.vote_weight.map(|weight| (entry.id, weight)));
    }
    Ok(weights)
}

impl Entry {
    async fn load(
        &self,
        store: &Store,
        calendar: Calendar,
        people: &People,
        pictures: &Pictures,
    ) -> anyhow::Result<()> {
        let author = person(people, &self.author)?;
        let key: ProposalKey = self.id.parse()?;
        let (contest, mut content) = (self.contest(store).await?, self.content(store).await?);
        // A draft of a season that takes proposals was begun with it.
        let at = calendar.day(self.submitted_day.unwrap_or(0));
        if let Some(key) = &self.picture {
            let placed = pictures.placed(key, &self.language);
            let (photo, placed) = placed.with_context(|| format!("there is no picture {key}"))?;
            store.add_photo(photo, author, at).await?;
            content.photos.push(placed);
        }
        let new = NewProposal { key, contest, author, content };
        let proposal = store.create_proposal(&new, at).await?;
        if self.submitted_day.is_some() {
            store.submit_proposal(proposal, author, FIRST, at).await?;
        }
        match &self.decision {
            Some(decision) => self.decide(store, calendar, people, (proposal, decision)).await,
            None => Ok(()),
        }
    }

    async fn decide(
        &self,
        store: &Store,
        calendar: Calendar,
        people: &People,
        (proposal, decision): (ProposalId, &Decision),
    ) -> anyhow::Result<()> {
        let by = person(people, &decision.moderator)?;
        let screening = Screening { proposal, version: FIRST, by, reason: decision.reason.clone() };
        let at = calendar.day(decision.decided_day);
        match (decision.outcome.as_str(), self.cost_reviewed) {
            ("admitted", Some(cost)) => {
                store.admit_proposal(&screening, Som(cost), at).await?;
            }
            ("refused", None) => store.refuse_proposal(&screening, at).await?,
            (outcome, cost) => bail!("{outcome} with the reviewed cost {cost:?}"),
        }
        Ok(())
    }

    async fn contest(&self, store: &Store) -> anyhow::Result<ContestId> {
        let season = store.season(&self.season).await.context("season")?;
        let territory = store.territory_by_code(&self.district).await.context("district")?;
        let contests = store.contests(season.id).await?;
        let own = contests.iter().find(|contest| contest.territory == territory.id);
        Ok(own.context("no contest of the season is in the district")?.id)
    }

    async fn content(&self, store: &Store) -> anyhow::Result<Content> {
        let line = |line: &Line| CostLine {
            item: line.item.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity,
            unit_price: Som(line.unit_price),
        };
        Ok(Content {
            title: self.title.clone(),
            summary: self.summary.clone(),
            text: self.text.trim().to_owned(),
            place: self.place.clone(),
            category: Some(self.category.parse()?),
            language: self.language.clone(),
            mahalla: Some(store.territory_by_code(&self.mahalla).await.context("mahalla")?.id),
            costs: self.costs.iter().map(line).collect(),
            photos: Vec::new(),
        })
    }
}

fn person(people: &People, key: &str) -> anyhow::Result<PersonId> {
    people.get(key).copied().with_context(|| format!("nobody is called {key}"))
}
