//! `POST /{lang}/seasons/{key}/election`: proposes an act on the vote of a season.

use super::covers;
use super::election::{Tried, page};
use super::refused::reason;
use super::stage::Vote;
use crate::web::{ActRefused, Answer, OfficialAct, Problem, Visit};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use store::approvals::NewApproval;
use store::{ApprovalId, Json, PersonId};

#[derive(Deserialize)]
pub(super) struct Sent {
    act: String,
    /// What the official saw as to be done.
    seen: String,
}

pub(super) async fn act(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Answer {
    let me = super::ministry(&visit)?.person;
    let act = OfficialAct::from_word(&sent.act).ok_or(Problem::Malformed)?;
    match propose(&visit, act, &key, &sent.seen, me).await? {
        Ok(id) => Ok(Redirect::to(&visit.to(&format!("/approvals/{id}"))).into_response()),
        Err(refused) => {
            let refused = Tried::refused(reason(&visit, refused)?);
            page(&visit, &Vote::load(&visit, &key).await?, refused).await
        }
    }
}

/// Proposes what was seen, and nothing else.
async fn propose(
    visit: &Visit,
    act: OfficialAct,
    subject: &str,
    seen: &str,
    by: PersonId,
) -> Result<Result<ApprovalId, ActRefused>, Problem> {
    let office = &visit.site.office;
    let planned = office.plan(act, subject, visit.now).await;
    let payload = match planned {
        Ok(payload) if payload.to_string() == seen => payload,
        Ok(_) => return Ok(Err(ActRefused::Changed)),
        Err(refused) => return Ok(Err(refused)),
    };
    propose_planned(visit, act, subject, payload, by).await
}

/// Proposes what was planned, for who may in every place that it touches.
pub(super) async fn propose_planned(
    visit: &Visit,
    act: OfficialAct,
    subject: &str,
    payload: Json,
    by: PersonId,
) -> Result<Result<ApprovalId, ActRefused>, Problem> {
    match visit.site.office.explain(act, &payload).await {
        Ok(explained) if covers(visit, &explained.places).await? => {}
        Ok(_) => return Err(Problem::Forbidden),
        Err(refused) => return Ok(Err(refused)),
    }
    let new = NewApproval { act: act.word().to_owned(), subject: subject.to_owned(), payload };
    Ok(visit.site.store.propose(&new, by, visit.now).await.map_err(ActRefused::from))
}
