//! Beside a project's text: what it costs, where it is, and where to go from here.

use super::Model;
use crate::components::{Fact, Facts, Link, LinkButton, MoreLink, Sum};
use crate::i18n::{money, number, percent};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::seasons::PhaseKind;
use store::territories::Territory;

/// What it costs and where it is; the vote, while it is on; the others of its envelope.
pub(super) fn aside(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let contest = format!("/seasons/{}/{}", model.season.key, model.district.code);
    let vote = model.season.is_in(PhaseKind::Voting, visit.now).then(|| {
        let booth = visit.to(&format!("{contest}/vote"));
        view! { <LinkButton href=booth wide=true>{t!(words, "contest-vote")}</LinkButton> }
    });
    let proposal = model.proposal.as_ref().map(|proposal| {
        let page = visit.to(&format!("/proposals/{}", proposal.key));
        view! { <MoreLink link=Link::new(page, t!(words, "project-proposal"))/> }
    });
    view! {
        {panel(visit, model)}
        {vote}
        {proposal}
        <MoreLink link=Link::new(visit.to(&contest), t!(words, "project-to-contest"))/>
    }
}

/// The sum, where the money goes, and where the project is.
fn panel(visit: &Visit, model: &Model) -> impl IntoView + use<> {
    let words = visit.words();
    let name = |place: &Territory| place.names.text(visit.lang.code()).to_owned();
    let share = percent(visit.lang, model.project.cost, model.contest.envelope);
    let mut facts = vec![Fact::new(
        t!(words, "project-share"),
        t!(words, "project-share-value", share = share),
    )];
    if let Some(proposal) = &model.proposal
        && proposal.cost_asked != model.project.cost
    {
        facts.push(Fact::new(t!(words, "project-asked"), money(words, proposal.cost_asked.0)));
    }
    // Not the contest's place, which may be the mahalla itself.
    if let [.., district, mahalla] = model.mahalla.as_slice() {
        let place = format!("{}, {}", name(mahalla), name(district));
        facts.push(Fact::new(t!(words, "project-mahalla"), place));
    }
    if !model.project.place.is_empty() {
        facts.push(Fact::new(t!(words, "project-place"), model.project.place.clone()));
    }
    facts.push(Fact::new(t!(words, "project-number"), model.project.key.to_string()));
    view! {
        <div class="panel stack">
            <div>
                <p class="small mute">{t!(words, "project-cost")}</p>
                <Sum amount=number(model.project.cost.0) unit=t!(words, "site-som")/>
            </div>
            <Facts rows=facts/>
        </div>
    }
}
