//! `GET /{lang}/seasons/{key}/{territory}`: one contest, its money, rule, dates and projects.

use super::phases::{now_sentence, steps};
use super::projects::{self, Listing};
use super::rules;
use crate::components::{
    Breadcrumbs, Fact, Facts, Link, MoreLink, PageHead, SectionHead, Stepper, Sum,
};
use crate::i18n::{money, number};
use crate::t;
use crate::web::{Answer, Asked, Head, Problem, Visit};
use axum::extract::Path;
use leptos::prelude::*;
use store::elections::ElectionState;
use store::seasons::{Contest, Season};
use store::territories::Territory;

/// A contest with what stands around it.
struct Model {
    season: Season,
    contest: Contest,
    /// Region and district.
    place: Vec<Territory>,
    listing: Listing,
    /// Whether its result is published.
    published: bool,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, key, code)): Path<(String, String, String)>,
    asked: Asked,
) -> Answer {
    let model = load(&visit, &key, &code, &asked).await?;
    let title = format!("{}, {}", model.place(&visit), model.title(&visit));
    let head = Head::new(title).describe(now_sentence(visit.words(), &model.season, visit.now));
    Ok(visit.page(head, view(visit.clone(), model)))
}

async fn load(visit: &Visit, key: &str, code: &str, asked: &Asked) -> Result<Model, Problem> {
    let store = &visit.site.store;
    let season = store.season(key).await?;
    let territory = store.territory_by_code(code).await?;
    let contests = store.contests(season.id).await?;
    let contest = contests.into_iter().find(|contest| contest.territory == territory.id);
    let contest = contest.ok_or(Problem::NotFound)?;
    let place = store.territory_path(territory.id).await?;
    let listing = Listing::load(store, &contest, asked, visit.now).await?;
    let election = store.election_of_season(season.id).await?;
    let published = election.is_some_and(|it| it.state == ElectionState::Published);
    Ok(Model { season, contest, place, listing, published })
}

impl Model {
    fn title(&self, visit: &Visit) -> String {
        self.season.titles.text(visit.lang.code()).to_owned()
    }

    /// The path of this page.
    fn path(&self) -> String {
        let code = self.place.last().map_or("", |place| place.code.as_str());
        format!("/seasons/{}/{code}", self.season.key)
    }

    /// The district's name.
    fn place(&self, visit: &Visit) -> String {
        self.place.last().map_or("", |place| place.names.text(visit.lang.code())).to_owned()
    }

    fn region(&self, visit: &Visit) -> String {
        self.place.first().map_or("", |place| place.names.text(visit.lang.code())).to_owned()
    }
}

fn view(visit: Visit, model: Model) -> impl IntoView {
    let words = visit.words();
    let season_path = visit.to(&format!("/seasons/{}", model.season.key));
    let trail = vec![
        Link::new(visit.to("/"), t!(words, "site-home")),
        Link::new(season_path.clone(), model.title(&visit)),
    ];
    let place = model.place(&visit);
    let region = model.region(&visit);
    let state = now_sentence(words, &model.season, visit.now);
    let rule = rules::ballot_sentence(words, model.contest.ballot);
    let rule = format!("{rule} {}", rules::rule_sentence(words, &model.contest.rule));
    let steps = steps(words, &model.season, visit.now);
    let projects = projects::section(&visit, &model.path(), &model.listing);
    let result = model.published.then(|| {
        let path = visit.to(&format!("{}/results", model.path()));
        let link = Link::new(path, t!(words, "result-link", place = &*place));
        view! { <MoreLink link/> }
    });
    let all_rules = Link::new(season_path, t!(words, "contest-all-rules"));
    view! {
        <div class="wrap">
            <Breadcrumbs label=t!(words, "site-crumbs") trail here=place.clone()/>
            <PageHead title=place lede=state rule><span>{region}</span></PageHead>
            <div class="split">
                <section aria-labelledby="projects">
                    <SectionHead id="projects" title=t!(words, "contest-projects")/>
                    {projects}
                </section>
                <aside class="stack">
                    {money_panel(&visit, &model)}
                    {result}
                    <p>{rules::voters(words, &model.season)}</p>
                    <MoreLink link=all_rules/>
                </aside>
            </div>
            <section class="section" aria-labelledby="dates">
                <SectionHead id="dates" title=t!(words, "season-dates")/>
                <Stepper steps across=true/>
            </section>
        </div>
    }
}

fn money_panel(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let cap = t!(words, "season-up-to", sum = money(words, model.contest.cap.0));
    let mut facts = vec![Fact::new(t!(words, "season-cap"), cap)];
    if model.contest.min_votes > 0 {
        let votes = number(model.contest.min_votes);
        facts.push(Fact::new(t!(words, "contest-min-votes"), votes));
    }
    view! {
        <div class="panel stack">
            <div>
                <p class="small mute">{t!(words, "contest-envelope")}</p>
                <Sum amount=number(model.contest.envelope.0) unit=t!(words, "site-som")/>
            </div>
            <Facts rows=facts/>
        </div>
    }
}
