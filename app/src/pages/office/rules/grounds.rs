//! What a season's rules are chosen for: its contests, their projects, and whether they may change.

use crate::pages::office::covers;
use crate::web::{OfficialAct, Problem, Visit};
use store::approvals::Approval;
use store::elections::ElectionState;
use store::projects::{Project, ProjectFilter};
use store::seasons::{Contest, ResidenceRule, Season};
use store::territories::Territory;

/// A contest and where it is.
pub(super) struct Place {
    pub(super) contest: Contest,
    pub(super) territory: Territory,
    /// Those that run for its envelope.
    pub(super) projects: Vec<Project>,
}

/// The grounds.
pub(super) struct Grounds {
    pub(super) season: Season,
    /// Every contest of the season, by code and name.
    pub(super) all: Vec<(Contest, Territory)>,
    /// Those that are chosen for: one, or all.
    pub(super) chosen: Vec<Place>,
    /// Whether the visitor may propose rules for them.
    pub(super) may: bool,
    /// Rules of this season that wait for a second official.
    pub(super) waiting: Option<Approval>,
    state: Option<ElectionState>,
}

impl Grounds {
    /// For who works for the ministry. The code of a place chooses its contest, any other text all.
    pub(super) async fn load(visit: &Visit, key: &str, code: &str) -> Result<Self, Problem> {
        crate::pages::office::ministry(visit)?;
        let store = &visit.site.store;
        let season = store.season(key).await?;
        let contests = store.contests(season.id).await?;
        let territories = store.contest_territories(season.id).await?;
        let all: Vec<(Contest, Territory)> = contests.into_iter().zip(territories).collect();
        let one = all.iter().any(|(_, territory)| territory.code == code);
        let mut chosen = Vec::new();
        for (contest, territory) in all.iter().filter(|(_, it)| !one || it.code == code) {
            let projects = store.projects(contest.id, &ProjectFilter::default()).await?;
            let (contest, territory) = (contest.clone(), territory.clone());
            chosen.push(Place { contest, territory, projects });
        }
        let places: Vec<_> = chosen.iter().map(|place| place.contest.territory).collect();
        let may = covers(visit, &places).await?;
        let word = OfficialAct::SeasonRules.word();
        let waits = |it: &Approval| it.act == word && it.subject == season.key;
        let waiting = store.open_approvals().await?.into_iter().find(waits);
        let state = store.election_of_season(season.id).await?.map(|election| election.state);
        Ok(Self { season, all, chosen, may, waiting, state })
    }

    /// Whether officials approved the vote: its manifest names the rules.
    pub(super) fn is_fixed(&self) -> bool {
        self.state.is_some_and(|state| state != ElectionState::Prepared)
    }

    /// Whether a manifest was prepared that new rules would undo.
    pub(super) fn is_prepared(&self) -> bool {
        self.state == Some(ElectionState::Prepared)
    }

    /// Whether a contest has projects of several mahallas.
    pub(super) fn has_mahallas(&self) -> bool {
        self.season.residence != ResidenceRule::Mahalla
    }

    /// The code of the only contest that is chosen for; empty for all.
    pub(super) fn code(&self) -> &str {
        match &self.chosen[..] {
            [only] if self.all.len() > 1 => &only.territory.code,
            _ => "",
        }
    }

    /// The contest that a project runs in, among those that are chosen for.
    pub(super) fn place_of(&self, key: &str) -> Option<&Place> {
        let holds = |place: &&Place| place.projects.iter().any(|it| it.key.as_str() == key);
        self.chosen.iter().find(holds)
    }
}
