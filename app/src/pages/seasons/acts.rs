//! What a visitor can do in a season now: propose, vote.

use super::place::Place;
use crate::components::{LinkButton, Look};
use crate::t;
use crate::web::{Visit, with_return};
use leptos::prelude::*;
use store::ContestId;
use store::seasons::{PhaseKind, Season};

/// The way to the form of a new proposal; whoever is not signed in comes back to it from there.
pub(in crate::pages) fn propose(visit: &Visit, contest: Option<ContestId>) -> String {
    let form = match contest {
        Some(contest) => visit.to(&format!("/proposals/new?contest={contest}")),
        None => visit.to("/proposals/new"),
    };
    match visit.session {
        Some(_) => form,
        None => with_return(&visit.to("/sign-in"), &form),
    }
}

/// The button of the contest's phase, if it has one.
pub(super) fn of_contest(visit: &Visit, place: &Place) -> Option<AnyView> {
    let words = visit.words();
    if place.season.is_in(PhaseKind::Voting, visit.now) {
        let booth = visit.to(&format!("{}/vote", place.address()));
        return Some(
            view! { <LinkButton href=booth>{t!(words, "contest-vote")}</LinkButton> }.into_any(),
        );
    }
    let contest = Some(place.contest.id);
    place.season.is_in(PhaseKind::Submission, visit.now).then(|| button(visit, contest))
}

/// The button of the season's phase: a vote is cast in a contest.
pub(super) fn of_season(visit: &Visit, season: &Season) -> Option<AnyView> {
    season.is_in(PhaseKind::Submission, visit.now).then(|| button(visit, None))
}

fn button(visit: &Visit, contest: Option<ContestId>) -> AnyView {
    let (words, href) = (visit.words(), propose(visit, contest));
    view! {
        <LinkButton href look=Look::Primary>{t!(words, "proposals-new-title")}</LinkButton>
    }
    .into_any()
}
