//! What the small election stands on: territories, people with sessions, keys, an approved
//! manifest.

use crate::manifest::{manifest, registrar_pem};
use crate::people::{account, open_session};
use crate::world::NOW;
use ed25519_dalek::SigningKey;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::people::NewAccount;
use store::seasons::{Ballot, BallotKind, NewContest, NewSeason, Publication, ResidenceRule};
use store::territories::{NewTerritory, TerritoryKind};
use store::{Json, Localized, Som, Store};
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
    let keys = folder.join("keys/vote");
    make_keys(&keys);
    store.import_territories(&territories(), 0).await.unwrap();
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
    let row = store.prepare_election(season, &manifest, &roll, None, 0).await.unwrap();
    store
        .advance_election(row, ElectionState::Approved, Warrant::Operator { at: 0 })
        .await
        .unwrap();
    let election = Election::parse(&manifest).unwrap();
    (manifest, election)
}

fn make_keys(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let all = folder.parent().unwrap();
    std::fs::set_permissions(all, Permissions::from_mode(0o700)).unwrap();
    std::fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    let note_key = |number: u8| SigningKey::from_bytes(&[number; 32]).to_bytes().to_vec();
    let registrar = |number| registrar_pem(number).as_bytes().to_vec();
    for (name, bytes) in [
        ("../pepper", vec![51; 32]),
        ("roll-pepper", vec![50; 32]),
        ("issuance-log.key", note_key(11)),
        ("ballots-log.key", note_key(12)),
        ("promise.key", note_key(13)),
        ("organiser.key", note_key(14)),
        ("registrar-0.pem", registrar(0)),
        ("registrar-1.pem", registrar(1)),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
        std::fs::set_permissions(folder.join(name), Permissions::from_mode(0o600)).unwrap();
    }
}

fn named(name: &str) -> Localized {
    [("uz", name)].into_iter().collect()
}

fn territories() -> Vec<NewTerritory> {
    let territory = |code: &str, parent: Option<&str>, kind| NewTerritory {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        names: named(code),
        population: None,
    };
    vec![
        territory("1", None, TerritoryKind::Region),
        territory("11", Some("1"), TerritoryKind::District),
        territory("12", Some("1"), TerritoryKind::District),
        territory("111", Some("11"), TerritoryKind::Mfy),
        territory("121", Some("12"), TerritoryKind::Mfy),
    ]
}

async fn season(store: &Store) -> store::SeasonId {
    let mut contests = Vec::new();
    for code in ["11", "12"] {
        contests.push(NewContest {
            territory: store.territory_by_code(code).await.unwrap().id,
            envelope: Som(100),
            cap: Som(100),
            cap_equipment: None,
            min_votes: 0,
            ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 2 },
            rule: "greedy_votes".to_owned(),
            rule_params: Json(serde_json::json!({})),
        });
    }
    let season = NewSeason {
        key: "vote".to_owned(),
        titles: named("A vote"),
        act: named("An act"),
        publication: Publication::Audited,
        residence: ResidenceRule::District,
        min_age: 18,
        phases: Vec::new(),
        contests,
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
