//! The contest that an address names by its season and territory.

use crate::components::Link;
use crate::t;
use crate::web::{Problem, Visit};
use store::seasons::{Contest, Season};
use store::territories::Territory;

/// A contest with what stands around it.
pub(super) struct Place {
    pub(super) season: Season,
    pub(super) contest: Contest,
    /// Region and district.
    path: Vec<Territory>,
}

impl Place {
    /// The contest at `/seasons/{key}/{code}`.
    pub(super) async fn load(visit: &Visit, key: &str, code: &str) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let season = store.season(key).await?;
        let territory = store.territory_by_code(code).await?;
        let contests = store.contests(season.id).await?;
        let contest = contests.into_iter().find(|contest| contest.territory == territory.id);
        let contest = contest.ok_or(Problem::NotFound)?;
        let path = store.territory_path(territory.id).await?;
        Ok(Self { season, contest, path })
    }

    /// The address of the contest's page, without its language.
    pub(super) fn address(&self) -> String {
        let code = self.path.last().map_or("", |place| place.code.as_str());
        format!("/seasons/{}/{code}", self.season.key)
    }

    /// The season's title.
    pub(super) fn season_title(&self, visit: &Visit) -> String {
        self.season.titles.text(visit.lang.code()).to_owned()
    }

    /// The district's name.
    pub(super) fn name(&self, visit: &Visit) -> String {
        self.path.last().map_or("", |place| place.names.text(visit.lang.code())).to_owned()
    }

    /// The region's name.
    pub(super) fn region(&self, visit: &Visit) -> String {
        self.path.first().map_or("", |place| place.names.text(visit.lang.code())).to_owned()
    }

    /// The address of the season's page.
    pub(super) fn season_page(&self, visit: &Visit) -> String {
        visit.to(&format!("/seasons/{}", self.season.key))
    }

    /// The way from the home page down to the season.
    pub(super) fn trail(&self, visit: &Visit) -> Vec<Link> {
        vec![
            Link::new(visit.to("/"), t!(visit.words(), "site-home")),
            Link::new(self.season_page(visit), self.season_title(visit)),
        ]
    }
}
