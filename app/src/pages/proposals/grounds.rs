//! Where a proposal stands for election: season, contest, district and its mahallas.

use crate::web::{Problem, Visit};
use store::seasons::{Contest, PhaseKind, Season};
use store::territories::{Level, Territory};
use store::{ContestId, TerritoryId};

/// What the form and the checks know about a contest.
pub(in crate::pages) struct Grounds {
    pub(in crate::pages) season: Season,
    pub(in crate::pages) contest: Contest,
    /// The contest's own; under the residence rule of mahallas that is a mahalla.
    pub(in crate::pages) district: Territory,
    /// Where a project may lie; in the contest of a mahalla nowhere but there.
    pub(in crate::pages) mahallas: Vec<Territory>,
    /// The district around the contest of a mahalla.
    pub(super) around: Option<Territory>,
}

impl Grounds {
    pub(in crate::pages) async fn load(visit: &Visit, contest: ContestId) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let contest = store.contest(contest).await?;
        let season = store.season_by_id(contest.season).await?;
        let mut path = store.territory_path(contest.territory).await?;
        let district = path.pop().ok_or(Problem::NotFound)?;
        let (mut mahallas, around) = match district.kind.level() {
            Level::Mahalla => (vec![district.clone()], path.pop()),
            _ => (store.territories_in(Some(district.id)).await?, None),
        };
        let lang = visit.lang.code();
        mahallas.sort_by(|one, other| one.names.text(lang).cmp(other.names.text(lang)));
        Ok(Self { season, contest, district, mahallas, around })
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
        let (inner, outer) = match &self.around {
            Some(around) => (Some(&self.district), around),
            None => (self.mahalla(mahalla), &self.district),
        };
        let outer = outer.names.text(lang);
        inner.map_or_else(|| outer.to_owned(), |it| format!("{}, {outer}", it.names.text(lang)))
    }
}
