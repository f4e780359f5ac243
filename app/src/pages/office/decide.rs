//! `POST /{lang}/approvals/{id}`: confirm, decline or take back a proposed act.

use super::FRESH_SECONDS;
use super::approval::{Case, page};
use super::refused::reason;
use crate::web::{ActRefused, Answer, Confirmed, Problem, Visit};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(rename = "do")]
    what: String,
}

pub(super) async fn act(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    Form(Sent { what }): Form<Sent>,
) -> Answer {
    let case = Case::load(&visit, &id).await?;
    let me = visit.person()?.person;
    let (store, which, at) = (&visit.site.store, case.approval.id, visit.now);
    let done = match what.as_str() {
        // Who proposed it is told so before anybody is asked to sign in again.
        "confirm" if case.approval.proposed_by == me => Err(ActRefused::TwoPeople),
        "confirm" => {
            visit.fresh(FRESH_SECONDS)?;
            let confirmed = Confirmed { approval: case.approval.clone(), by: me, at };
            visit.site.office.carry_out(confirmed).await
        }
        "decline" => store.decline(which, me, at).await.map_err(ActRefused::from),
        "withdraw" => store.withdraw(which, me, at).await.map_err(ActRefused::from),
        _ => return Err(Problem::Malformed),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.to(&format!("/approvals/{which}"))).into_response()),
        Err(refused) => {
            let refused = reason(&visit, refused)?;
            // Read again: somebody else may have decided.
            page(&visit, Case::load(&visit, &id).await?, Some(refused)).await
        }
    }
}
