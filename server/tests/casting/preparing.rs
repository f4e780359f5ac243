//! What the small election stands on: territories, people with sessions, keys, an approved
//! manifest.

use crate::districts;
use crate::keys::{write_key, write_keys};
use crate::manifest::manifest;
use crate::people::{account, open_session};
use crate::trustees::parts::transcript;
use crate::world::NOW;
use std::path::Path;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::people::NewAccount;
use store::seasons::{NewSeason, Publication, ResidenceRule};
use store::{Localized, Store};
use voting::batch::BatchRule;
use voting::manifest::{Election, Manifest, OnePer};
use voting::roll::Pepper;

pub(crate) fn token(person: u8) -> String {
    format!("token-of-{person}")
}

/// Territories, people, sessions, keys and an approved election whose dates are moved by `by`.
pub(crate) async fn prepare(
    store: &Store,
    folder: &Path,
    by: i64,
    batch: BatchRule,
) -> (Vec<u8>, Election) {
    prepare_as(store, folder, by, batch, |_| {}).await
}

pub(crate) async fn prepare_as(
    store: &Store,
    folder: &Path,
    by: i64,
    batch: BatchRule,
    change: impl FnOnce(&mut Manifest),
) -> (Vec<u8>, Election) {
    write_keys(&folder.join("keys"), "vote");
    write_key(&folder.join("keys/pepper"), &[51; 32]);
    districts::import(store, named).await;
    let season = season(store).await;
    for person in 1..=8 {
        sign_in(store, person, by).await;
    }
    let people = store.electorate(season, "2008-01-01").await.unwrap();
    let pepper = Pepper::from_bytes([50; 32]);
    let roll = server::registrar::roll(&people, OnePer::Contest, &pepper).unwrap();
    let mut terms = manifest(&roll, by, batch);
    change(&mut terms);
    let manifest = terms.to_json().unwrap();
    let several = terms.trustees.n > 1;
    let notes = if several { transcript().notes } else { Vec::new() };
    let row = store.prepare_election(season, &manifest, &roll, &notes, None, 0).await.unwrap();
    store
        .advance_election(row, ElectionState::Approved, Warrant::Operator { at: 0 })
        .await
        .unwrap();
    let election = Election::parse(&manifest).unwrap();
    (manifest, election)
}

fn named(name: &str) -> Localized {
    [("uz", name)].into_iter().collect()
}

async fn season(store: &Store) -> store::SeasonId {
    let season = NewSeason {
        key: "vote".to_owned(),
        titles: named("A vote"),
        act: named("An act"),
        publication: Publication::Audited,
        residence: ResidenceRule::District,
        min_age: 18,
        phases: Vec::new(),
        contests: districts::contests(store).await,
    };
    store.create_season(&season, 0).await.unwrap()
}

async fn sign_in(store: &Store, person: u8, by: i64) {
    let mahalla = store.territory_by_code(if person == 7 { "121" } else { "111" }).await.unwrap();
    let born_on = if person == 8 { "2010-01-01" } else { "1990-01-01" };
    let account = NewAccount {
        born_on: Some(born_on.to_owned()),
        mahalla: Some(mahalla.id),
        ..account(person)
    };
    let at = i64::try_from(NOW).unwrap() + by;
    let person_id = store.sign_in_person(&account, at).await.unwrap();
    open_session(store, person_id, &token(person), at).await;
}
