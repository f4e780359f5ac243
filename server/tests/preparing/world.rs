//! A season of two contests with admitted projects and people, in a database of its own.

use crate::districts;
use crate::keys::write_keys;
use crate::people;
use crate::projects::{self, Times};
use crate::setup::{own_folder, store_in};
use crate::territory::territory;
use ed25519_dalek::SigningKey;
use server::preparing::{Choices, Organiser, PrepareError};
use server::randomness::{Generator, Seeds};
use std::path::PathBuf;
use store::elections::StoredElection;
use store::people::NewAccount;
use store::seasons::{NewSeason, Phase, PhaseKind, Publication, ResidenceRule, Season};
use store::territories::TerritoryKind;
use store::{Localized, Store};
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
        let folder = own_folder();
        let store = store_in(&folder).await;
        districts::import(&store, |code| named(&format!("Place {code}"))).await;
        let mut season = season(&store).await;
        change(&mut season);
        store.create_season(&season, 0).await.unwrap();
        let season = store.season(KEY).await.unwrap();
        write_keys(&folder.join("keys"), KEY);
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
        self.admit_in(position, key, ["111", "121"][position]).await;
    }

    pub(crate) async fn admit_in(&self, position: usize, key: &str, mahalla: &str) {
        let (contest, project) = ((self.season.id, position), (key, mahalla));
        let times = Times { submitted: OPENS - 50 * DAY, screened: OPENS - 20 * DAY };
        projects::admit(&self.store, contest, project, times).await;
    }

    /// One more mahalla of the first district.
    pub(crate) async fn another_mahalla(&self) {
        let another = territory("112", Some("11"), TerritoryKind::Mfy, "Place 112");
        self.store.import_territories(&[another], 0).await.unwrap();
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
    Choices::usual(trustee.unwrap().trustees().unwrap(), auditors, Publication::Audited)
}

pub(crate) fn named(name: &str) -> Localized {
    [("uz", name)].into_iter().collect()
}

async fn season(store: &Store) -> NewSeason {
    let mut contests = districts::contests(store).await;
    for contest in &mut contests {
        contest.min_votes = 50;
        contest.ballot.max = 5;
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
