//! What a results page shows, read from what was published.

use crate::i18n::{Lang, decimal_mark};
use crate::web::Problem;
use std::collections::HashMap;
use store::elections::{ElectionState, StoredElection};
use store::logs::Log;
use store::projects::{Project, ProjectFilter};
use store::proposals::Category;
use store::results::Record;
use store::seasons::{self, Season};
use store::territories::Territory;
use store::{Store, TerritoryId};
use tally::{Analysis, Decimal, Fraction, ProjectId, ProjectReport};
use voting::audit_note::Totals;
use voting::constraints::Constraints;
use voting::id::ContestIndex;
use voting::manifest::{Contest, Manifest, Publish};
use voting::record::{self, ContestResult, Incidents, parse_ballot_lines};

/// A contest with its result, or how far its vote is.
pub(super) struct Model {
    pub(super) season: Season,
    pub(super) district: Territory,
    pub(super) state: Option<ElectionState>,
    /// Once the record is published.
    pub(super) published: Option<Published>,
}

/// What the record says of a contest.
pub(super) struct Published {
    pub(super) election: StoredElection,
    pub(super) manifest: Manifest,
    /// The contest as the manifest has it.
    pub(super) terms: Contest,
    /// What it asks of winners beyond the envelope.
    pub(super) asked: Constraints,
    pub(super) eligible: u64,
    pub(super) result: ContestResult,
    /// Over the whole election.
    pub(super) totals: Totals,
    pub(super) incidents: Incidents,
    pub(super) record: Record,
    /// Root of the final ballot log: with the election's secret the seed of all ties.
    pub(super) root: String,
    /// Whom the winners serve; where ballots are published.
    pub(super) analysis: Option<Analysis>,
    projects: HashMap<String, Project>,
    /// Of the contest's district.
    pub(super) mahallas: Vec<Territory>,
}

impl Model {
    pub(super) async fn load(store: &Store, key: &str, code: &str) -> Result<Self, Problem> {
        let season = store.season(key).await?;
        let district = store.territory_by_code(code).await?;
        let contests = store.contests(season.id).await?;
        let contest = contests.into_iter().find(|contest| contest.territory == district.id);
        let contest = contest.ok_or(Problem::NotFound)?;
        let election = store.election_of_season(season.id).await?;
        let state = election.as_ref().map(|election| election.state);
        let published = match election {
            Some(election) if election.state == ElectionState::Published => {
                Some(Published::load(store, election, &contest, &district).await?)
            }
            _ => None,
        };
        Ok(Self { season, district, state, published })
    }
}

impl Published {
    async fn load(
        store: &Store,
        election: StoredElection,
        contest: &seasons::Contest,
        district: &Territory,
    ) -> Result<Self, Problem> {
        let manifest: Manifest = read(&election.manifest)?;
        let position = manifest.contests.iter().position(|it| it.territory == district.code);
        let position = position.ok_or(Problem::NotFound)?;
        let terms = manifest.contests.get(position).cloned().ok_or(Problem::NotFound)?;
        let index = u16::try_from(position).ok().and_then(|index| ContestIndex::new(index).ok());
        let index = index.ok_or(Problem::NotFound)?;
        let result: ContestResult = read(&store.contest_result(election.row, index).await?)?;
        let analysis = match terms.publish {
            Publish::Ballots => {
                let file = store.counted_file(election.row, index).await?;
                analysis(&terms, &result, file).await?
            }
            Publish::Totals => None,
        };
        let (totals, incidents) = store.tally_totals(election.row).await?;
        let projects = store.projects(contest.id, &ProjectFilter::default()).await?;
        Ok(Self {
            asked: Constraints::of(&terms.rule).unwrap_or_default(),
            eligible: manifest.eligible(index).unwrap_or(0),
            result,
            analysis,
            totals,
            incidents: read(&incidents)?,
            record: store.record(election.row).await?,
            root: store.checkpoint(election.row, Log::Ballots).await?.root.to_base64(),
            projects: projects.into_iter().map(|it| (it.key.to_string(), it)).collect(),
            mahallas: store.territories_in(Some(contest.territory)).await?,
            election,
            manifest,
            terms,
        })
    }

    /// The projects as they stand in the ranking: funded ones in order of purchase, then the others
    /// by score. Empty where `min_counted` withholds them.
    pub(super) fn ranking(&self) -> Vec<&ProjectReport> {
        let purchase = |report: &ProjectReport| {
            let place = self.result.winners.iter().position(|winner| *winner == report.id);
            (place.unwrap_or(usize::MAX), std::cmp::Reverse(whole(report.score)))
        };
        let mut ranked: Vec<_> = self.result.projects.iter().flatten().collect();
        ranked.sort_by(|a, b| purchase(a).cmp(&purchase(b)).then_with(|| a.id.cmp(&b.id)));
        ranked
    }

    /// A project's title; its id where the platform does not have it.
    pub(super) fn title(&self, id: &str) -> String {
        self.projects.get(id).map_or_else(|| id.to_owned(), |project| project.title.clone())
    }

    /// Titles of several projects.
    pub(super) fn titles(&self, ids: &[ProjectId], between: &str) -> String {
        let titles = ids.iter().map(|id| self.title(id.as_str()));
        titles.collect::<Vec<String>>().join(between)
    }

    /// Where a project is.
    pub(super) fn mahalla(&self, id: &str, lang: &str) -> Option<String> {
        let mahalla: TerritoryId = self.projects.get(id)?.mahalla?;
        let found = self.mahallas.iter().find(|it| it.id == mahalla)?;
        Some(found.names.text(lang).to_owned())
    }

    /// What a project is about.
    pub(super) fn category(&self, id: &str) -> Option<Category> {
        self.projects.get(id)?.category
    }

    /// Whether the platform has a page for a project.
    pub(super) fn has_page(&self, id: &str) -> bool {
        self.projects.contains_key(id)
    }
}

/// Whom the winners serve. Where all ballots of a large district are read, other pages do not wait.
async fn analysis(
    terms: &Contest,
    result: &ContestResult,
    counted: Option<Vec<u8>>,
) -> Result<Option<Analysis>, Problem> {
    let Some(file) = counted else { return Ok(None) };
    let (terms, winners) = (terms.clone(), result.winners.clone());
    let computed = tokio::task::spawn_blocking(move || {
        let file = String::from_utf8(file).map_err(|error| error.to_string())?;
        let votes = parse_ballot_lines(&terms, &file).map_err(|error| error.to_string())?;
        record::analysis(&terms, &votes, &winners).map_err(|error| error.to_string())
    });
    let computed = computed.await.map_err(|error| error.to_string()).flatten();
    computed.map(Some).map_err(|error| {
        tracing::error!(%error, "stored ballots");
        Problem::Internal
    })
}

/// Money and votes as the pages write them; a fraction, which only replays of elections elsewhere
/// have, is cut off.
pub(super) fn whole(amount: Decimal) -> i64 {
    let text = amount.to_string();
    text.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(i64::MAX)
}

/// A share of money as the pages write it: whole so'm, the rest cut off.
pub(super) fn below(amount: &Fraction) -> i64 {
    amount.rounded_down(0).map_or(i64::MAX, whole)
}

/// A fraction as the pages write it, cut off after `places` digits.
pub(super) fn decimals(lang: Lang, value: &Fraction, places: u8) -> String {
    let text = value.rounded_down(places).map_or_else(String::new, |value| value.to_string());
    text.replace('.', &decimal_mark(lang).to_string())
}

/// A count as the pages write it.
pub(super) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What this program wrote, so that anything else is a fault of ours.
fn read<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    voting::json::parse(bytes).map_err(|error| {
        tracing::error!(%error, "a stored result");
        Problem::Internal
    })
}
