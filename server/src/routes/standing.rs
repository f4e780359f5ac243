//! `/{lang}/me/roll`: where I may vote, my line of each roll, and what was issued in my name.

use super::no_page;
use crate::poll::{Poll, Polls};
use crate::registrar::{self, IssueError, Standing};
use app::pages::standing::{Line, Mine, Place, standing};
use app::web::{Answer, Problem, Site, Visit};
use axum::routing::get;
use axum::{Extension, Router};
use store::elections::ElectionState;
use store::issuance::RollLine;
use store::seasons::Season;
use store::{Localized, PersonId, StoreError};
use voting::text::hex;

/// The page's route.
pub(crate) fn router(polls: Polls) -> Router<Site> {
    Router::new().route("/{lang}/me/roll", get(show)).layer(Extension(polls))
}

async fn show(visit: Visit, Extension(polls): Extension<Polls>) -> Answer {
    let person = visit.person()?.person;
    let mut rolls = Vec::new();
    for season in polls.store().seasons().await? {
        rolls.extend(of_season(&polls, &season, person).await?);
    }
    Ok(standing(&visit, rolls))
}

/// `None` where the season has no approved election yet.
async fn of_season(
    polls: &Polls,
    season: &Season,
    person: PersonId,
) -> Result<Option<Mine>, Problem> {
    let stored = polls.store().election_of_season(season.id).await?;
    let Some(stored) = stored.filter(|stored| stored.state != ElectionState::Prepared) else {
        return Ok(None);
    };
    let poll = polls.poll(&stored.id).await.map_err(no_page)?;
    let (titles, election) = (season.titles.clone(), stored.id.to_string());
    let place = match registrar::standing(polls, &poll, person).await {
        Ok(found) if found.lines.is_empty() => Place::Absent,
        Ok(found) => on_roll(polls, season, &poll, found).await?,
        // Every close destroys the keys that compute a line.
        Err(IssueError::Elsewhere) if is_over(stored.state) => Place::Over,
        Err(IssueError::Elsewhere) => Place::Elsewhere,
        Err(_) => return Err(Problem::Internal),
    };
    Ok(Some(Mine { titles, election, place }))
}

const fn is_over(state: ElectionState) -> bool {
    !matches!(state, ElectionState::Prepared | ElectionState::Approved)
}

async fn on_roll(
    polls: &Polls,
    season: &Season,
    poll: &Poll,
    found: Standing,
) -> Result<Place, Problem> {
    let mut lines = Vec::with_capacity(found.lines.len());
    for line in &found.lines {
        lines.push(named(polls, season, poll, line).await?);
    }
    Ok(Place::Listed {
        lines,
        number: found.number,
        salt: hex(found.salt.as_bytes()),
        leaf: hex(found.leaf.as_bytes()),
    })
}

async fn named(
    polls: &Polls,
    season: &Season,
    poll: &Poll,
    line: &RollLine,
) -> Result<Line, Problem> {
    let issued = line.issued.is_some();
    let contest = line.contest.or(line.issued);
    let contests = &poll.election.manifest.contests;
    let listed = contest.and_then(|contest| contests.get(usize::from(contest.index())));
    let Some(listed) = listed else { return Ok(Line { contest: None, issued }) };
    let names = match polls.store().territory_by_code(&listed.territory).await {
        Ok(territory) => territory.names,
        Err(StoreError::NotFound) => Localized::from_iter([("uz", listed.name.as_str())]),
        Err(error) => return Err(error.into()),
    };
    let booth = format!("/seasons/{}/{}/vote", season.key, listed.territory);
    Ok(Line { contest: Some((names, booth)), issued })
}
