//! `POST /{lang}/budget-desk/{file}`: propose, take back, confirm or decline.

use super::case::{file, page};
use crate::i18n::Words;
use crate::t;
use crate::web::{Answer, Problem, Visit};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use store::budgets::{File, FileState};
use store::{ApprovalId, Constraint, PersonId, StoreError};

/// Publishing takes a sign-in of at most five minutes ago.
const FRESH_SECONDS: i64 = 300;

/// The button that was pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    #[serde(rename = "do")]
    act: String,
}

pub(super) async fn act(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    Form(pressed): Form<Pressed>,
) -> Answer {
    let file = file(&visit, &id).await?;
    let me = visit.person()?.person;
    if pressed.act == "confirm" {
        visit.fresh(FRESH_SECONDS)?;
    }
    match carry_out(&visit, &pressed.act, &file, me).await {
        Ok(()) => Ok(Redirect::to(&visit.to(&visit.path)).into_response()),
        Err(Refused::Because(constraint)) => {
            // Read again: somebody else was faster.
            let now = visit.site.store.budget_file(file.id).await?;
            page(&visit, now, Some(sentence(visit.words(), constraint))).await
        }
        Err(Refused::Problem(problem)) => Err(problem),
    }
}

/// Why an act was not carried out.
enum Refused {
    Because(Constraint),
    Problem(Problem),
}

async fn carry_out(visit: &Visit, act: &str, file: &File, me: PersonId) -> Result<(), Refused> {
    let (store, now) = (&visit.site.store, visit.now);
    match act {
        "propose" => store.propose_budget(file, me, now).await.map(drop)?,
        "withdraw" => store.withdraw(waiting(file)?, me, now).await?,
        "confirm" => store.publish_budget(waiting(file)?, me, now).await.map(drop)?,
        "decline" => store.decline(waiting(file)?, me, now).await?,
        _ => return Err(Refused::Problem(Problem::Malformed)),
    }
    Ok(())
}

/// The approval that waits.
fn waiting(file: &File) -> Result<ApprovalId, Refused> {
    match file.state {
        FileState::Waiting(approval) => Ok(approval),
        _ => Err(Refused::Because(Constraint::ApprovalDecided)),
    }
}

fn sentence(words: Words, constraint: Constraint) -> String {
    match constraint {
        Constraint::TwoPeople => t!(words, "budgets-refused-two-people"),
        Constraint::NotProposer => t!(words, "budgets-refused-not-proposer"),
        Constraint::ApprovalOpen => t!(words, "budgets-refused-open"),
        Constraint::NotInScope => t!(words, "budgets-refused-scope"),
        _ => t!(words, "budgets-refused-decided"),
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(constraint) => Self::Because(constraint),
            other => Self::Problem(other.into()),
        }
    }
}
