//! Where a proposal stands for election: season, contest, district and its mahallas.

use crate::web::{Problem, Visit};
use store::seasons::{Contest, PhaseKind, Season};
use store::territories::Territory;
use store::{ContestId, TerritoryId};

/// What the form and the checks know about a contest.
pub(in crate::pages) struct Grounds {
    pub(in crate::pages) season: Season,
    pub(in crate::pages) contest: Contest,
    pub(in crate::pages) district: Territory,
    pub(in crate::pages) mahallas: Vec<Territory>,
}

impl Grounds {
    pub(in crate::pages) async fn load(visit: &Visit, contest: ContestId) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let contest = store.contest(contest).await?;
        let season = store.season_by_id(contest.season).await?;
        let district = store.territory(contest.territory).await?;
        let mut mahallas = store.territories_in(Some(district.id)).await?;
        let lang = visit.lang.code();
        mahallas.sort_by(|one, other| one.names.text(lang).cmp(other.names.text(lang)));
        Ok(Self { season, contest, district, mahallas })
    }

    /// The contests that take proposals now, each with its district.
    pub(super) async fn open(visit: &Visit) -> Result<Vec<(Season, Contest, Territory)>, Problem> {
        let store = &visit.site.store;
        let mut open = Vec::new();
        for season in store.seasons().await? {
            if !season.is_in(PhaseKind::Submission, visit.now) {
                continue;
            }
            for contest in store.contests(season.id).await? {
                let district = store.territory(contest.territory).await?;
                open.push((season.clone(), contest, district));
            }
        }
        Ok(open)
    }

    pub(in crate::pages) fn is_open(&self, visit: &Visit) -> bool {
        self.season.is_in(PhaseKind::Submission, visit.now)
    }

    pub(in crate::pages) fn mahalla(&self, id: Option<TerritoryId>) -> Option<&Territory> {
        self.mahallas.iter().find(|it| Some(it.id) == id)
    }

    /// `Dahbed, Oqdaryo tumani`: always with the district, since names of mahallas repeat.
    pub(in crate::pages) fn place(&self, visit: &Visit, mahalla: Option<TerritoryId>) -> String {
        let lang = visit.lang.code();
        let district = self.district.names.text(lang);
        match self.mahalla(mahalla) {
            Some(mahalla) => format!("{}, {district}", mahalla.names.text(lang)),
            None => district.to_owned(),
        }
    }
}
