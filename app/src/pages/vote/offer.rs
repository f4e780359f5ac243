//! What the booth is handed: a contest of the store in the island's words.

use crate::components::Glyph;
use crate::i18n::{category_glyph, category_name};
use crate::islands::booth::offer::{self, Kind, Links, Offer, Rules};
use crate::islands::booth::scene::Card;
use crate::pages::pictures::cover;
use crate::web::{Problem, Visit};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use store::PersonId;
use store::projects::Project;
use store::seasons::{BallotKind, Contest};
use store::territories::Territory;
use voting::id::ElectionId;
use voting::text::hex;

/// Keeps the projects that the manifest lists for a contest: one that was admitted after it was
/// fixed is on no ballot of this vote.
pub(super) fn listed(manifest: &[u8], position: u16, projects: Vec<Project>) -> Vec<Project> {
    #[derive(Deserialize)]
    struct Manifest {
        contests: Vec<Contest>,
    }
    #[derive(Deserialize)]
    struct Contest {
        projects: Vec<Id>,
    }
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let manifest = serde_json::from_slice::<Manifest>(manifest).ok();
    let contest = manifest.and_then(|it| it.contests.into_iter().nth(usize::from(position)));
    let ids = contest.map_or_else(Vec::new, |contest| contest.projects);
    let is_listed = |project: &Project| ids.iter().any(|it| it.id == project.key.as_str());
    projects.into_iter().filter(is_listed).collect()
}

/// Cards of the projects, in an order of the reader's own: whoever stands first gets more votes.
pub(super) fn cards(
    visit: &Visit,
    mut projects: Vec<Project>,
    mahallas: &[Territory],
) -> Vec<Card> {
    let reader = visit.session.as_deref().map_or(0, |session| session.person.0);
    projects.sort_by_cached_key(|project| place(reader, project.key.as_str()));
    projects.into_iter().filter_map(|project| card(visit, project, mahallas)).collect()
}

/// The whole offer to who is signed in.
///
/// # Errors
/// [`Problem::Internal`] for rules that no ballot can have.
pub(super) fn offer(
    visit: &Visit,
    election: ElectionId,
    contest: &Contest,
    person: PersonId,
    cards: &[Card],
) -> Result<Offer, Problem> {
    Ok(Offer {
        election: election.to_string(),
        contest: contest.position,
        voter: label(&election, person),
        rules: rules(contest, cards.len()).ok_or(Problem::Internal)?,
        projects: cards.iter().map(|card| card.project.clone()).collect(),
        now: u64::try_from(visit.now).map_err(|_| Problem::Internal)?,
        links: links(visit, &election),
    })
}

fn card(visit: &Visit, project: Project, mahallas: &[Territory]) -> Option<Card> {
    let words = visit.words();
    let mahalla = mahallas.iter().find(|mahalla| Some(mahalla.id) == project.mahalla);
    let place = mahalla.map(|mahalla| mahalla.names.text(visit.lang.code()).to_owned());
    let category = project.category.map(|category| category_name(words, category));
    let said: Vec<String> = category.into_iter().chain(place).collect();
    Some(Card {
        href: visit.to(&format!("/projects/{}", project.key.as_str())),
        glyph: project.category.map_or(Glyph::Other, category_glyph),
        picture: project.cover.map(cover),
        project: offer::Project {
            id: project.key.as_str().to_owned(),
            title: project.title,
            category: said.join(", "),
            cost: u64::try_from(project.cost.0).ok()?,
        },
    })
}

/// As the manifest has them: a ballot never holds more than all projects.
fn rules(contest: &Contest, projects: usize) -> Option<Rules> {
    let kind = match contest.ballot.kind {
        BallotKind::ChooseOne => Kind::ChooseOne,
        BallotKind::Approval => Kind::Approval,
        BallotKind::Knapsack => Kind::Knapsack,
    };
    Some(Rules {
        kind,
        min: u16::try_from(contest.ballot.min).ok()?,
        max: u16::try_from(contest.ballot.max).ok()?.min(u16::try_from(projects).ok()?),
        envelope: u64::try_from(contest.envelope.0).ok()?,
    })
}

fn links(visit: &Visit, election: &ElectionId) -> Links {
    let api = format!("/api/v1/elections/{election}");
    Links {
        manifest: format!("{api}/manifest.json"),
        issue: visit.site.public_url.issue(&format!("{api}/issue")),
        cast: visit.site.public_url.cast(&format!("{api}/cast")),
        logs: format!("/log/{election}"),
        receipt: visit.site.public_url.join(&visit.to(&format!("/receipt/{election}"))),
    }
}

/// Where one signs in and comes back to this page.
pub(super) fn sign_in(visit: &Visit) -> String {
    format!("{}?to={}", visit.to("/sign-in"), visit.address)
}

/// Names a person's drawer in a browser that several people share. It stays there.
fn label(election: &ElectionId, person: PersonId) -> String {
    let digest = Sha256::digest(format!("hashar-booth\n{election}\n{}", person.0));
    hex(&digest).chars().take(32).collect()
}

fn place(reader: i64, key: &str) -> [u8; 32] {
    Sha256::digest(format!("hashar-booth-order\n{reader}\n{key}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::{ContestId, ProjectId, Som};

    fn project(key: &str) -> Project {
        Project {
            id: ProjectId(1),
            key: key.parse().unwrap(),
            contest: ContestId(1),
            proposal: None,
            title: String::new(),
            summary: String::new(),
            place: String::new(),
            language: "uz".to_owned(),
            category: None,
            mahalla: None,
            cost: Som(1),
            cover: None,
            cover_alt: None,
        }
    }

    #[test]
    fn what_the_manifest_does_not_list_is_on_no_ballot() {
        let manifest =
            br#"{"contests": [{"projects": []}, {"projects": [{"id": "a", "cost": 1}]}]}"#;
        let keys = |position, manifest: &[u8]| {
            let projects = listed(manifest, position, vec![project("a"), project("late")]);
            projects.into_iter().map(|project| project.key.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(keys(1, manifest), ["a"]);
        for (position, manifest) in [(0, &manifest[..]), (2, manifest), (1, b"{}")] {
            assert!(keys(position, manifest).is_empty());
        }
    }
}
