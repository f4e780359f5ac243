//! `/{lang}/seasons/{key}/election/rules`: how winners are found, chosen by an official until the
//! vote is approved. What is chosen is an act of two.

mod checked;
mod fields;
mod grounds;
mod limits;
mod typed;
mod view;

use super::propose::propose_planned;
use super::refused::reason;
use crate::pages::proposals::Wrong;
use crate::web::{ActRefused, Answer, Asked, OfficialAct, RulesAsked, Visit};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect};
use grounds::Grounds;
use typed::Typed;
use view::{Tried, page};

/// A code of a place has no more characters.
const LONGEST_CODE: usize = 32;

pub(super) async fn show(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    let grounds = Grounds::load(&visit, &key, &asked.text("for", LONGEST_CODE)).await?;
    let typed = Typed::of(&grounds);
    page(&visit, &grounds, typed, Tried::default()).await
}

pub(super) async fn act(
    visit: Visit,
    Path((_, key)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let me = super::ministry(&visit)?.person;
    let typed = Typed::read(&sent);
    let grounds = Grounds::load(&visit, &key, &typed.place).await?;
    if grounds.is_fixed() {
        let refused = Some(reason(&visit, ActRefused::RulesFixed)?);
        return page(&visit, &grounds, typed, Tried { refused, wrong: Wrong::default() }).await;
    }
    if sent.iter().any(|(name, value)| name == "do" && value == "more") {
        return page(&visit, &grounds, typed.with_another_limit(), Tried::default()).await;
    }
    let (contests, wrong) = checked::check(visit.words(), &typed, &grounds);
    if !wrong.is_empty() {
        return page(&visit, &grounds, typed, Tried { refused: None, wrong }).await;
    }
    let asked = RulesAsked { season: key.clone(), contests };
    let planned = visit.site.office.plan_rules(asked).await;
    let proposed = match planned {
        Ok(payload) => {
            let act = OfficialAct::SeasonRules;
            propose_planned(&visit, act, &key, payload, me).await?
        }
        Err(refused) => Err(refused),
    };
    match proposed {
        Ok(id) => Ok(Redirect::to(&visit.to(&format!("/approvals/{id}"))).into_response()),
        Err(refused) => {
            let refused = Some(reason(&visit, refused)?);
            page(&visit, &grounds, typed, Tried { refused, wrong }).await
        }
    }
}
