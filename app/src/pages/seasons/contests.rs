//! A season with its contests, and the table of them.

use super::rules::ballot_sentence;
use crate::components::{Column, Link, MoreLink, Table};
use crate::i18n::{Words, number};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::elections::ElectionState;
use store::seasons::{Contest, Season};
use store::territories::Territory;
use store::{Som, Store};

/// A season, its contests and where each of them is.
pub(in crate::pages) struct Overview {
    pub(in crate::pages) season: Season,
    pub(in crate::pages) contests: Vec<(Contest, Territory)>,
    /// Whether its results are published.
    published: bool,
}

impl Overview {
    /// A season never changes, so what belongs to it may be read after it.
    pub(in crate::pages) async fn load(store: &Store, season: Season) -> store::Result<Self> {
        let contests = store.contests(season.id).await?;
        let territories = store.contest_territories(season.id).await?;
        let election = store.election_of_season(season.id).await?;
        let published = election.is_some_and(|it| it.state == ElectionState::Published);
        let contests = contests.into_iter().zip(territories).collect();
        Ok(Self { season, contests, published })
    }

    /// All envelopes together.
    pub(in crate::pages) fn envelope(&self) -> Som {
        let sums = self.contests.iter().map(|(contest, _)| contest.envelope.0);
        Som(sums.fold(0, i64::saturating_add))
    }

    /// The contests without their places.
    pub(in crate::pages) fn only_contests(&self) -> Vec<&Contest> {
        self.contests.iter().map(|(contest, _)| contest).collect()
    }

    /// The path of a contest's page.
    pub(in crate::pages) fn path(&self, territory: &Territory) -> String {
        format!("/seasons/{}/{}", self.season.key, territory.code)
    }

    /// The contest of a territory with its path, where the season has one.
    pub(in crate::pages) fn contest_in(&self, place: &Territory) -> Option<(&Contest, String)> {
        let found = self.contests.iter().find(|(_, territory)| territory.id == place.id);
        found.map(|(contest, territory)| (contest, self.path(territory)))
    }
}

/// The contests as rows: the place with its ballot, and the envelope; their sum below.
pub(in crate::pages) fn contest_table(visit: &Visit, overview: &Overview) -> impl IntoView + use<> {
    let words = visit.words();
    let columns =
        vec![Column::words(t!(words, "season-place")), Column::figures(t!(words, "season-sum"))];
    let total =
        vec![t!(words, "season-total").into_any(), number(overview.envelope().0).into_any()];
    let rows = overview.contests.iter().map(|(contest, territory)| {
        let href = visit.to(&overview.path(territory));
        let name = territory.names.text(visit.lang.code()).to_owned();
        row(words, href, name, contest, overview.published)
    });
    let rows = rows.collect();
    view! {
        <Table
            id="contests"
            caption=t!(words, "season-contests")
            quiet=true
            columns
            rows
            foot=total
        />
    }
}

fn row(
    words: Words,
    href: String,
    name: String,
    contest: &Contest,
    published: bool,
) -> Vec<AnyView> {
    let ballot = ballot_sentence(words, contest.ballot);
    let result = published.then(|| {
        let link = Link::new(format!("{href}/results"), t!(words, "result-link", place = &*name));
        view! { <MoreLink link/> }
    });
    let place = view! {
        <a class="tap" href=href>{name}</a>
        <p class="small mute">{ballot}</p>
        {result}
    };
    vec![place.into_any(), number(contest.envelope.0).into_any()]
}
