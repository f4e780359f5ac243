//! `/{lang}/proposals/{key}/edit`: the form of a draft, or of what was submitted and may change.

use super::form::{Form, form_page};
use super::grounds::Grounds;
use super::new::after;
use super::save::{Saved, save, typed_do};
use super::sent::Sent;
use super::typed::Typed;
use crate::t;
use crate::web::{Answer, Problem, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use store::PersonId;
use store::proposals::{Proposal, ProposalKey, ProposalState};

/// What the page says first.
#[derive(Deserialize)]
pub(super) struct Said {
    saved: Option<String>,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    Query(said): Query<Said>,
) -> Answer {
    let proposal = own(&visit, visit.person()?.person, &key).await?;
    let grounds = Grounds::load(&visit, proposal.contest).await?;
    if !may_change(&proposal, &grounds, &visit) {
        let page = format!("/proposals/{}", proposal.key);
        return Ok(Redirect::to(&visit.to(&page)).into_response());
    }
    let saved = said.saved.map(|_| t!(visit.words(), "proposals-saved"));
    let form = Form { saved, ..Form::of(&proposal, Typed::of(&proposal)) };
    Ok(form_page(&visit, form, &grounds))
}

pub(super) async fn act(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Ok(person) = visit.person() else { return Ok(visit.keep(sent.fields)) };
    let author = person.person;
    let proposal = own(&visit, author, &key).await?;
    let grounds = Grounds::load(&visit, proposal.contest).await?;
    let then = typed_do(&sent.fields).to_owned();
    match save(&visit, author, sent, &grounds, Some(&proposal)).await? {
        Saved::Stored(key) if proposal.state == ProposalState::Submitted => {
            Ok(Redirect::to(&visit.to(&format!("/proposals/{key}"))).into_response())
        }
        Saved::Stored(key) => Ok(Redirect::to(&visit.to(&after(&key, &then))).into_response()),
        Saved::Refused(returned) => {
            let returned = *returned;
            let form = Form { state: Some(proposal.state), ..Form::returned(returned) };
            Ok(form_page(&visit, form, &grounds))
        }
    }
}

/// One's own proposal; another's draft does not exist for this page.
pub(super) async fn own(visit: &Visit, person: PersonId, key: &str) -> Result<Proposal, Problem> {
    let key: ProposalKey = key.parse().map_err(|_| Problem::NotFound)?;
    let proposal = visit.site.store.proposal(&key).await?;
    match proposal.author == person {
        true => Ok(proposal),
        false if proposal.state.is_public() => Err(Problem::Forbidden),
        false => Err(Problem::NotFound),
    }
}

pub(super) fn may_change(proposal: &Proposal, grounds: &Grounds, visit: &Visit) -> bool {
    match proposal.state {
        ProposalState::Draft => true,
        ProposalState::Submitted => grounds.is_open(visit),
        _ => false,
    }
}
