//! `/{lang}/register`: staff acts, for auditors: those of the places that each audits, and all that
//! belong to no place, such as the steps of an election.

use super::subject::Subjects;
use crate::components::{Column, Empty, Link, MoreLink, PageHead, Table};
use crate::i18n::{act_name, date_time};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use store::acts::{Act, ActFilter};
use store::roles::Role;
use store::{ActId, PersonId};

/// Acts on one page.
const PAGE: i64 = 50;

/// Where the page begins.
#[derive(Deserialize)]
pub(super) struct Place {
    before: Option<ActId>,
}

pub(super) async fn show(visit: Visit, Query(place): Query<Place>) -> Answer {
    let auditor = Some(auditor(&visit)?);
    let filter = ActFilter { auditor, before: place.before, ..ActFilter::default() };
    let acts = visit.site.store.acts(filter, PAGE).await?;
    let head = Head::new(t!(visit.words(), "staff-register")).hidden_from_search();
    let subjects = Subjects::of(&visit, &acts).await?;
    Ok(visit.page(head, view(&visit, acts, &subjects)))
}

/// The visitor, an auditor somewhere.
fn auditor(visit: &Visit) -> Result<PersonId, Problem> {
    let person = visit.person()?;
    match person.roles.iter().any(|held| held.role == Role::Auditor) {
        true => Ok(person.person),
        false => Err(Problem::Forbidden),
    }
}

fn view(visit: &Visit, acts: Vec<Act>, subjects: &Subjects) -> impl IntoView + use<> {
    let words = visit.words();
    let full = i64::try_from(acts.len()).is_ok_and(|shown| shown == PAGE);
    let older = acts.last().filter(|_| full).map(|last| {
        Link::new(format!("{}?before={}", visit.to("/register"), last.id), t!(words, "staff-older"))
    });
    let columns = [
        t!(words, "staff-when"),
        t!(words, "staff-who"),
        t!(words, "staff-what"),
        t!(words, "staff-subject"),
    ];
    let list = match acts.is_empty() {
        true => view! { <Empty title=t!(words, "staff-register-empty")/> }.into_any(),
        false => {
            let rows = acts.into_iter().map(|act| row(visit, act, subjects)).collect();
            let columns = columns.map(Column::words).to_vec();
            view! {
                <Table id="acts" caption=t!(words, "staff-register") quiet=true stacked=true
                    columns rows/>
            }
            .into_any()
        }
    };
    view! {
        <div class="wrap section">
            <PageHead title=t!(words, "staff-register") lede=t!(words, "staff-register-lede")/>
            {list}
            {older.map(|link| view! { <p><MoreLink link/></p> })}
        </div>
    }
    .into_any()
}

fn row(visit: &Visit, act: Act, subjects: &Subjects) -> Vec<AnyView> {
    let words = visit.words();
    let what = act_name(words, &act.act);
    let subject = subjects.name(visit, &act);
    let who = act.name.unwrap_or_else(|| t!(words, "staff-operator"));
    vec![date_time(words, act.at).into_any(), who.into_any(), what.into_any(), subject]
}
