//! What the newest results decided to build: pictures before words.

use crate::components::{Badge, BuiltCard, BuiltList, Glyph, Link, SectionHead, Tone};
use crate::i18n::{category_glyph, category_name, number};
use crate::pages::pictures::cover;
use crate::pages::seasons::now_sentence;
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;
use store::StoreError;
use store::projects::Project;
use store::seasons::Season;
use voting::record::ContestResult;

/// As many as stand beside each other.
const SHOWN: usize = 4;

/// The newest results.
pub(super) struct Built {
    season: Season,
    funded: Vec<Funded>,
}

/// A project that won its vote.
struct Funded {
    project: Project,
    place: Option<String>,
    /// Where the result tells them.
    votes: Option<i64>,
}

impl Built {
    /// None before the first record is public.
    pub(super) async fn load(visit: &Visit, seasons: &[Season]) -> Result<Option<Self>, Problem> {
        let store = &visit.site.store;
        let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
        let Some(newest) = store.newest_results(most).await? else { return Ok(None) };
        let Some(season) = seasons.iter().find(|season| season.id == newest.season).cloned() else {
            return Ok(None);
        };
        let results =
            newest.contests.iter().map(|bytes| read(bytes)).collect::<Result<Vec<_>, _>>()?;
        let mut funded = Vec::new();
        for (id, votes) in in_turn(&results).take(SHOWN) {
            funded.extend(Funded::load(visit, id, votes).await?);
        }
        Ok((!funded.is_empty()).then_some(Self { season, funded }))
    }
}

impl Funded {
    /// None for a project that the platform does not have: of an election from elsewhere.
    async fn load(visit: &Visit, id: &str, votes: Option<i64>) -> Result<Option<Self>, Problem> {
        let store = &visit.site.store;
        let Ok(key) = id.parse() else { return Ok(None) };
        let project = match store.project(&key).await {
            Ok(project) => project,
            Err(StoreError::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let place = match project.mahalla {
            Some(mahalla) => {
                Some(store.territory(mahalla).await?.names.text(visit.lang.code()).to_owned())
            }
            None => None,
        };
        Ok(Some(Self { project, place, votes }))
    }
}

/// The winners of all contests, the first of each before the second of any.
fn in_turn(results: &[ContestResult]) -> impl Iterator<Item = (&str, Option<i64>)> {
    let longest = results.iter().map(|result| result.winners.len()).max().unwrap_or(0);
    (0..longest).flat_map(move |turn| {
        results.iter().filter_map(move |result| {
            let id = result.winners.get(turn)?;
            let report = result.projects.iter().flatten().find(|report| report.id == *id);
            let votes = report.and_then(|report| report.score.to_string().parse().ok());
            Some((id.as_str(), votes))
        })
    })
}

/// What this program wrote, so that anything else is a fault of ours.
fn read(bytes: &[u8]) -> Result<ContestResult, Problem> {
    voting::json::parse(bytes).map_err(|error| {
        tracing::error!(%error, "a stored result");
        Problem::Internal
    })
}

/// The section.
pub(super) fn section(visit: &Visit, built: &Built) -> impl IntoView + use<> {
    let words = visit.words();
    let season = built.season.titles.text(visit.lang.code()).to_owned();
    let now = now_sentence(words, &built.season, visit.now);
    let all = visit.to(&format!("/seasons/{}", built.season.key));
    let cards = built.funded.iter().map(|funded| card(visit, funded)).collect_view();
    view! {
        <section class="section" aria-labelledby="built">
            <SectionHead id="built" title=t!(words, "home-built")
                more=Link::new(all, t!(words, "home-built-all")) note=format!("{season}. {now}")/>
            <BuiltList>{cards}</BuiltList>
        </section>
    }
}

fn card(visit: &Visit, funded: &Funded) -> impl IntoView + use<> {
    let words = visit.words();
    let Funded { project, place, votes } = funded;
    let link = Link::new(visit.to(&format!("/projects/{}", project.key)), project.title.clone());
    let category = project.category.map(|category| category_name(words, category));
    let category = [category, place.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let votes = votes.map(|votes| t!(words, "home-built-votes", votes = number(votes)));
    view! {
        <BuiltCard link glyph=project.category.map_or(Glyph::Other, category_glyph) category
            picture=project.cover.map(cover) amount=number(project.cost.0)
            unit=t!(words, "site-som") when=votes.unwrap_or_default()>
            <Badge tone=Tone::Ok star=true text=t!(words, "home-built-funded")/>
        </BuiltCard>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(winners: &[&str]) -> ContestResult {
        let winners = winners.iter().map(|id| (*id).to_owned().into()).collect();
        ContestResult {
            contest: "c".to_owned(),
            rule: "greedy_votes".to_owned(),
            winners,
            total_cost: 0_u64.into(),
            envelope: 0_u64.into(),
            counted: None,
            objective: None,
            uniqueness: None,
            projects: None,
            ties: None,
        }
    }

    #[test]
    fn the_first_of_each_contest_comes_before_the_second_of_any() {
        let results = [result(&["a", "b", "c"]), result(&[]), result(&["x", "y"])];
        let order: Vec<_> = in_turn(&results).map(|(id, _)| id).collect();
        assert_eq!(order, ["a", "x", "b", "y", "c"]);
        assert_eq!(in_turn(&[]).count(), 0);
    }
}
