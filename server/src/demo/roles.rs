//! `demo/residents.toml`: the named people, with the roles that they hold.
//!
//! Everybody in a mahalla is a resident of it; that is where they live and no role in the store.

use super::Nullify;
use anyhow::Context as _;
use serde::Deserialize;
use std::collections::HashMap;
use store::people::NewAccount;
use store::roles::{Grant, Role};
use store::{Localized, PersonId, Store, TerritoryId, UnixTime};

const FILE: &str = include_str!("../../../demo/residents.toml");

/// The provider at which the demo's people have their first account. Who they are follows from
/// the identity number, so an account at the demo's issuer leads to the same person.
const ISSUER: &str = "demo";

#[derive(Deserialize)]
struct File {
    resident: Vec<Resident>,
}

/// Somebody of the demo.
#[derive(Deserialize)]
pub(super) struct Resident {
    pub(super) key: String,
    pub(super) full_name: String,
    pinfl: String,
    birth_date: String,
    mahalla: Option<String>,
    #[serde(default)]
    roles: Vec<Held>,
    pub(super) hint: Localized,
}

#[derive(Deserialize)]
struct Held {
    role: String,
    territory: String,
}

/// The demo's people, in the order of the file.
pub(super) fn residents() -> anyhow::Result<Vec<Resident>> {
    let File { resident } = toml::from_str(FILE)?;
    Ok(resident)
}

/// Adds the people, by key, and grants their roles, each grant written down as the operator's.
pub(super) async fn load(
    store: &Store,
    at: UnixTime,
    nullify: Nullify<'_>,
) -> anyhow::Result<HashMap<String, PersonId>> {
    let mut people = HashMap::new();
    for resident in residents()? {
        let person = add(store, &resident, at, nullify).await.context(resident.key.clone())?;
        for held in &resident.roles {
            if held.role != "resident" {
                grant(store, person, held, at).await.context(resident.key.clone())?;
            }
        }
        people.insert(resident.key, person);
    }
    Ok(people)
}

async fn add(
    store: &Store,
    resident: &Resident,
    at: UnixTime,
    nullify: Nullify<'_>,
) -> anyhow::Result<PersonId> {
    let mahalla = match &resident.mahalla {
        Some(code) => Some(territory(store, code).await?),
        None => None,
    };
    let account = NewAccount {
        issuer: ISSUER.to_owned(),
        subject: resident.key.clone(),
        nullifier: nullify(&resident.pinfl)?,
        name: resident.full_name.clone(),
        born_on: Some(resident.birth_date.clone()),
        mahalla,
    };
    Ok(store.sign_in_person(&account, at).await?)
}

async fn grant(store: &Store, person: PersonId, held: &Held, at: UnixTime) -> anyhow::Result<()> {
    let role: Role = held.role.parse()?;
    let territory = Some(territory(store, &held.territory).await?);
    Ok(store.grant_role(Grant { person, role, territory }, None, at).await?)
}

async fn territory(store: &Store, code: &str) -> anyhow::Result<TerritoryId> {
    Ok(store.territory_by_code(code).await.with_context(|| format!("territory {code}"))?.id)
}
