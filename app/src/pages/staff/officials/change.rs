//! What the page Officials changes: a role granted or revoked.

use crate::identity::Pinfl;
use crate::t;
use crate::web::{Problem, Visit};
use serde::Deserialize;
use store::roles::{Grant, Role};
use store::{Constraint, PersonId, StoreError, TerritoryId};

/// What was typed: a grant by identity number, or a revocation of a row.
#[derive(Clone, Default, Deserialize)]
pub(in crate::pages::staff) struct Change {
    /// Present when a row is revoked.
    pub(super) revoke: Option<PersonId>,
    #[serde(default)]
    pub(super) number: String,
    pub(super) role: Option<String>,
    #[serde(default)]
    pub(super) territory: String,
}

/// What is wrong with a change, at its field.
#[derive(Clone, Default)]
pub(super) struct Mistakes {
    pub(super) number: Option<String>,
    pub(super) territory: Option<String>,
    pub(super) whole: Option<String>,
}

/// What an operation answers: nothing, or what the form has to say.
pub(super) type Outcome = Result<Result<(), Mistakes>, Problem>;

pub(super) async fn grant(visit: &Visit, me: PersonId, change: &Change) -> Outcome {
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

pub(super) async fn revoke(
    visit: &Visit,
    me: PersonId,
    person: PersonId,
    change: &Change,
) -> Outcome {
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
