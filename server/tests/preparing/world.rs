//! A season of two contests with admitted projects and people, in a database of its own.

use crate::people;
use crate::projects::{self, Times};
use ed25519_dalek::SigningKey;
use server::preparing::{Choices, Organiser, PrepareError};
use server::randomness::{Generator, Seeds};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use store::elections::StoredElection;
use store::people::NewAccount;
use store::seasons::{
    Ballot, BallotKind, NewContest, NewSeason, Phase, PhaseKind, Publication, ResidenceRule, Season,
};
use store::territories::{NewTerritory, TerritoryKind};
use store::{Json, Localized, Som, Store};
use voting::key_file::SecretKey;
use voting::manifest::{Auditor, Election};
use voting::note::{KeyKind, NoteSigner};

/// 2026-03-21, 00:00 in Tashkent.
pub(crate) const OPENS: i64 = 1_774_033_200;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const KEY: &str = "2026-spring";

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) folder: PathBuf,
    pub(crate) season: Season,
}

/// Tells the folders of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

impl World {
    /// A season that can be prepared.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same after a change.
    pub(crate) async fn with(change: impl FnOnce(&mut NewSeason)) -> Self {
        let mut world = Self::empty(change).await;
        for (person, mahalla, born_on) in [
            (1, "111", "1990-01-01"),
            (2, "111", "2008-03-21"),
            (3, "111", "2008-03-22"),
            (4, "121", "1950-12-31"),
        ] {
            world.person(person, mahalla, born_on).await;
        }
        for (position, keys) in [(0, ["road-b", "road-a"]), (1, ["well-b", "well-a"])] {
            for key in keys {
                world.admit(position, key).await;
            }
        }
        world.season = world.store.season(KEY).await.unwrap();
        world
    }

    /// A season without people and projects.
    pub(crate) async fn empty(change: impl FnOnce(&mut NewSeason)) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("hashar-preparing-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}/hashar.db", folder.display());
        let store = Store::open(&url.parse().unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        store.import_territories(&territories(), 0).await.unwrap();
        let mut season = season(&store).await;
        change(&mut season);
        store.create_season(&season, 0).await.unwrap();
        let season = store.season(KEY).await.unwrap();
        make_keys(&folder.join("keys"));
        Self { store, folder, season }
    }

    pub(crate) fn organiser(&self) -> Organiser {
        let host = "hashar.example".to_owned();
        Organiser::new(self.store.clone(), self.folder.join("keys"), host, Seeds::system())
    }

    pub(crate) async fn prepare_at(&self, at: i64) -> Result<StoredElection, PrepareError> {
        self.organiser().prepare(&self.season, &choices(), None, at).await
    }

    /// What was prepared in time.
    pub(crate) async fn prepared(&self) -> Election {
        Election::parse(&self.prepare_at(OPENS - DAY).await.unwrap().manifest).unwrap()
    }

    pub(crate) async fn refusal(&self) -> String {
        self.prepare_at(OPENS - DAY).await.unwrap_err().to_string()
    }

    pub(crate) async fn person(&self, number: u8, mahalla: &str, born_on: &str) {
        let mahalla = Some(self.store.territory_by_code(mahalla).await.unwrap().id);
        let account =
            NewAccount { born_on: Some(born_on.to_owned()), mahalla, ..people::account(number) };
        self.store.sign_in_person(&account, 0).await.unwrap();
    }

    pub(crate) async fn admit(&self, position: usize, key: &str) {
        let (contest, project) = ((self.season.id, position), (key, ["111", "121"][position]));
        let times = Times { submitted: OPENS - 50 * DAY, screened: OPENS - 20 * DAY };
        projects::admit(&self.store, contest, project, times).await;
    }

    pub(crate) async fn end(self) {
        self.store.close().await;
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// A trustee and an auditor, always the same.
pub(crate) fn choices() -> Choices {
    let trustee = SecretKey::generate("trustee-1", Some(1), &mut Generator::new(&[99; 32]));
    let secret = SigningKey::from_bytes(&[15; 32]);
    let auditor = NoteSigner::new("auditor-1", KeyKind::Note, secret).unwrap().key().clone();
    let auditors = vec![Auditor { name: "auditor-1".to_owned(), vkey: auditor }];
    Choices::usual(trustee.unwrap().trustees().unwrap(), auditors)
}

/// Keys for two contests, which take seconds to make.
fn make_keys(keys: &std::path::Path) {
    let folder = keys.join(KEY);
    std::fs::create_dir_all(&folder).unwrap();
    for folder in [keys, &folder] {
        std::fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    }
    let registrar = [
        include_str!("../../../voting/tests/keys/registrar-2048-1.pem"),
        include_str!("../../../voting/tests/keys/registrar-2048-2.pem"),
    ];
    for (name, bytes) in [
        ("roll-pepper", vec![50; 32]),
        ("issuance-log.key", vec![11; 32]),
        ("ballots-log.key", vec![12; 32]),
        ("promise.key", vec![13; 32]),
        ("organiser.key", vec![14; 32]),
        ("registrar-0.pem", registrar[0].as_bytes().to_vec()),
        ("registrar-1.pem", registrar[1].as_bytes().to_vec()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
        std::fs::set_permissions(folder.join(name), Permissions::from_mode(0o600)).unwrap();
    }
}

pub(crate) fn named(name: &str) -> Localized {
    [("uz", name)].into_iter().collect()
}

fn territories() -> Vec<NewTerritory> {
    let territory = |code: &str, parent: Option<&str>, kind| NewTerritory {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        names: named(&format!("Place {code}")),
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

async fn season(store: &Store) -> NewSeason {
    let mut contests = Vec::new();
    for code in ["11", "12"] {
        contests.push(NewContest {
            territory: store.territory_by_code(code).await.unwrap().id,
            envelope: Som(100),
            cap: Som(100),
            cap_equipment: None,
            min_votes: 50,
            ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 5 },
            rule: "greedy_votes".to_owned(),
            rule_params: Json(serde_json::json!({})),
        });
    }
    let phase = |kind, from: i64, to: i64| Phase {
        kind,
        starts_at: OPENS + from * DAY,
        ends_at: OPENS + to * DAY,
    };
    NewSeason {
        key: KEY.to_owned(),
        titles: named("Bahorgi mavsum"),
        act: named("An act"),
        publication: Publication::Audited,
        residence: ResidenceRule::District,
        min_age: 18,
        phases: vec![
            phase(PhaseKind::Submission, -60, -40),
            phase(PhaseKind::Screening, -40, -10),
            phase(PhaseKind::Voting, 0, 10),
        ],
        contests,
    }
}
