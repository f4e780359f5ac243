//! `/{lang}/officials`: who holds which role; administrators grant and revoke.

use crate::components::{
    Alert, Button, Choice, Column, Fold, Look, PageHead, SectionHead, Select, Table, TextField,
    Tone,
};
use crate::i18n::{Words, date, role_name};
use crate::identity::Pinfl;
use crate::pages::office::FRESH_SECONDS;
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use axum::extract::Form;
use axum::response::{IntoResponse as _, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use serde::Deserialize;
use store::roles::{Grant, Official, Role};
use store::{Constraint, PersonId, StoreError, TerritoryId};

/// What was typed: a grant by identity number, or a revocation of a row.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Change {
    /// Present when a row is revoked.
    revoke: Option<PersonId>,
    #[serde(default)]
    number: String,
    role: Option<String>,
    #[serde(default)]
    territory: String,
}

/// What is wrong with a change, at its field.
#[derive(Clone, Default)]
struct Mistakes {
    number: Option<String>,
    territory: Option<String>,
    whole: Option<String>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    page(&visit, Change::default(), Mistakes::default(), StatusCode::OK).await
}

pub(super) async fn change(visit: Visit, Form(change): Form<Change>) -> Answer {
    let me = visit.official(Role::Administrator, None).await?.person;
    visit.fresh(FRESH_SECONDS)?;
    let done = match change.revoke {
        Some(person) => revoke(&visit, me, person, &change).await?,
        None => grant(&visit, me, &change).await?,
    };
    match done {
        Ok(()) => Ok(Redirect::to(&visit.to("/officials")).into_response()),
        // The number of a person is not sent back to the browser; all else is kept.
        Err(mistakes) => page(&visit, change, mistakes, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// What an operation answers: nothing, or what the form has to say.
type Outcome = Result<Result<(), Mistakes>, Problem>;

async fn grant(visit: &Visit, me: PersonId, change: &Change) -> Outcome {
    let (words, store) = (visit.words(), &visit.site.store);
    let mut mistakes = Mistakes::default();
    let person = match change.number.parse::<Pinfl>() {
        Ok(number) => store.person_by_nullifier(visit.site.pepper.nullifier(&number)).await?,
        Err(_) => {
            mistakes.number = Some(t!(words, "staff-number-wrong"));
            None
        }
    };
    if person.is_none() && mistakes.number.is_none() {
        mistakes.number = Some(t!(words, "staff-number-unknown"));
    }
    let place = place(visit, &change.territory).await?;
    if place.is_err() {
        mistakes.territory = Some(t!(words, "staff-territory-unknown"));
    }
    let role = change.role.as_deref().and_then(|word| word.parse::<Role>().ok());
    let (Some(person), Ok(territory), Some(role)) = (person, place, role) else {
        return Ok(Err(mistakes));
    };
    if person == me {
        mistakes.whole = Some(t!(words, "staff-not-yourself"));
        return Ok(Err(mistakes));
    }
    match store.grant_role(Grant { person, role, territory }, Some(me), visit.now).await {
        Ok(()) => Ok(Ok(())),
        Err(StoreError::Conflict(Constraint::RoleHeld)) => {
            mistakes.whole = Some(t!(words, "staff-role-held"));
            Ok(Err(mistakes))
        }
        Err(other) => Err(other.into()),
    }
}

async fn revoke(visit: &Visit, me: PersonId, person: PersonId, change: &Change) -> Outcome {
    if person == me {
        let whole = Some(t!(visit.words(), "staff-not-yourself"));
        return Ok(Err(Mistakes { whole, ..Mistakes::default() }));
    }
    let role = change.role.as_deref().and_then(|word| word.parse::<Role>().ok());
    let territory = place(visit, &change.territory).await?.map_err(|()| Problem::NotFound)?;
    let grant = Grant { person, role: role.ok_or(Problem::NotFound)?, territory };
    match visit.site.store.revoke_role(grant, Some(me), visit.now).await {
        // Somebody else was faster: what was asked for holds.
        Ok(()) | Err(StoreError::NotFound) => Ok(Ok(())),
        Err(other) => Err(other.into()),
    }
}

/// A territory by its code; nothing typed means the whole country.
async fn place(visit: &Visit, code: &str) -> Result<Result<Option<TerritoryId>, ()>, Problem> {
    match code.trim() {
        "" => Ok(Ok(None)),
        code => match visit.site.store.territory_by_code(code).await {
            Ok(territory) => Ok(Ok(Some(territory.id))),
            Err(StoreError::NotFound) => Ok(Err(())),
            Err(other) => Err(other.into()),
        },
    }
}

/// A row of the list.
struct Row {
    official: Official,
    place: String,
    code: String,
}

async fn page(visit: &Visit, typed: Change, wrong: Mistakes, status: StatusCode) -> Answer {
    visit.official(Role::Administrator, None).await?;
    let (words, store) = (visit.words(), &visit.site.store);
    let mut rows = Vec::new();
    for official in store.officials().await? {
        let (place, code) = match official.held.territory {
            Some(id) => {
                let territory = store.territory(id).await?;
                (territory.names.text(visit.lang.code()).to_owned(), territory.code)
            }
            None => (t!(words, "account-everywhere"), String::new()),
        };
        rows.push(Row { official, place, code });
    }
    let head = Head::new(t!(words, "staff-officials")).hidden_from_search();
    let mut response = visit.page(head, view(words, rows, typed, wrong));
    *response.status_mut() = status;
    Ok(response)
}

fn view(words: Words, rows: Vec<Row>, typed: Change, wrong: Mistakes) -> impl IntoView {
    let columns = [
        t!(words, "staff-name"),
        t!(words, "staff-role"),
        t!(words, "staff-place"),
        t!(words, "staff-since"),
        t!(words, "staff-revoke"),
    ];
    let rows = rows.into_iter().map(|row| cells(words, row)).collect();
    view! {
        <div class="wrap section">
            <PageHead title=t!(words, "staff-officials") lede=t!(words, "staff-officials-lede")/>
            {wrong.whole.clone().map(|title| view! { <Alert tone=Tone::Bad title live=true/> })}
            <Table id="held" caption=t!(words, "staff-officials") quiet=true
                columns=columns.map(Column::words).to_vec() rows=rows/>
            <section class="section" aria-labelledby="grant">
                <SectionHead id="grant" title=t!(words, "staff-grant")/>
                {form(words, typed, wrong)}
            </section>
        </div>
    }
    .into_any()
}

fn form(words: Words, typed: Change, wrong: Mistakes) -> impl IntoView {
    let chosen = typed.role.unwrap_or_default();
    let choices = Role::ALL
        .iter()
        .map(|role| Choice::new(role.word(), role_name(words, *role), role.word() == chosen))
        .collect::<Vec<_>>();
    view! {
        <form method="post" class="form">
            <TextField id="number" name="number" label=t!(words, "staff-number")
                hint=t!(words, "staff-number-hint") error=wrong.number required=true/>
            <Select id="role" name="role" label=t!(words, "staff-role") choices required=true/>
            <TextField id="territory" name="territory" label=t!(words, "staff-territory")
                hint=t!(words, "staff-territory-hint") value=typed.territory
                error=wrong.territory/>
            <p><Button>{t!(words, "staff-grant")}</Button></p>
        </form>
    }
    .into_any()
}

fn cells(words: Words, row: Row) -> Vec<AnyView> {
    let Row { official, place, code } = row;
    let role = official.held.role;
    let sure =
        t!(words, "staff-revoke-sure", name = official.name.clone(), role = role_name(words, role));
    let revoke = view! {
        <Fold title=t!(words, "staff-revoke")>
            <form method="post" class="stack-s">
                <p class="small">{sure}</p>
                <input type="hidden" name="role" value=role.word()/>
                <input type="hidden" name="territory" value=code/>
                <Button look=Look::Danger small=true name="revoke".to_owned()
                    value=official.person.to_string()>
                    {t!(words, "staff-revoke")}
                </Button>
            </form>
        </Fold>
    };
    vec![
        official.name.into_any(),
        role_name(words, role).into_any(),
        place.into_any(),
        date(words, official.held.granted_at).into_any(),
        revoke.into_any(),
    ]
}
