//! A router with a database and a photo folder of its own, and a clock that the test moves.

use crate::browser::Browser;
use crate::people::{account, sign_in};
use crate::setup::{frozen, own_folder, setup, store_in};
use crate::territory::territory;
use server::build;
use server::poll::Polls;
use server::randomness::Seeds;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::people::NewAccount;
use store::roles::{Grant, Role};
use store::seasons::{
    Ballot, BallotKind, Bounds, NewContest, NewSeason, Phase, PhaseKind, Publication, ResidenceRule,
};
use store::territories::TerritoryKind;
use store::{Json, Localized, PersonId, Som, Store, TerritoryId};

/// The clock's first second: proposals are taken.
pub(crate) const START: i64 = 1_790_000_000;

const DAY: i64 = 86_400;

pub(crate) const CAP: i64 = 1_648_000_000;
pub(crate) const CAP_EQUIPMENT: i64 = 824_000_000;

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) router: axum::Router,
    pub(crate) mahalla: TerritoryId,
    pub(crate) folder: PathBuf,
    clock: Arc<AtomicI64>,
}

impl World {
    /// A contest in each of two districts.
    pub(crate) async fn new() -> Self {
        Self::voting(ResidenceRule::District, ["1718203", "1718236"]).await
    }

    /// A contest in each of two mahallas of one district.
    pub(crate) async fn of_mahallas() -> Self {
        Self::voting(ResidenceRule::Mahalla, ["14080007", "14080011"]).await
    }

    async fn voting(residence: ResidenceRule, places: [&str; 2]) -> Self {
        let folder = own_folder();
        let store = store_in(&folder).await;
        let mahalla = season(&store, residence, places).await;
        let clock = Arc::new(AtomicI64::new(START));
        let pages = frozen(&clock);
        let seeds = Seeds::system();
        let polls = Polls::new(store.clone(), pages.clone(), seeds, folder.join("keys"));
        let router = build(setup(polls, pages, &folder));
        Self { store, router, mahalla, folder, clock }
    }

    /// Somebody's browser, signed in; the same number is the same person.
    pub(crate) async fn resident(&self, number: u8) -> Browser {
        let person = self.person(number).await;
        self.browser_of(person).await
    }

    pub(crate) async fn moderator(&self, number: u8, code: &str) -> Browser {
        let person = self.person(number).await;
        let territory = Some(self.store.territory_by_code(code).await.unwrap().id);
        let grant = Grant { person, role: Role::Moderator, territory };
        self.store.grant_role(grant, None, self.now()).await.unwrap();
        self.browser_of(person).await
    }

    pub(crate) fn anonymous(&self) -> Browser {
        Browser::new(self.router.clone(), None)
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    pub(crate) fn wait_days(&self, days: i64) {
        self.clock.fetch_add(days * DAY, Ordering::Relaxed);
    }

    async fn person(&self, number: u8) -> PersonId {
        let account = NewAccount { mahalla: Some(self.mahalla), ..account(number) };
        self.store.sign_in_person(&account, START).await.unwrap()
    }

    async fn browser_of(&self, person: PersonId) -> Browser {
        let token = sign_in(&self.store, person, self.now()).await;
        Browser::new(self.router.clone(), Some(token))
    }

    /// Removes the files; a test that failed leaves them.
    pub(crate) async fn end(self) {
        self.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

/// Two districts, and contests in these places; proposals are taken for ten days, then screened for
/// ten, then voted on. Gives a mahalla of the first district.
async fn season(store: &Store, residence: ResidenceRule, places: [&str; 2]) -> TerritoryId {
    let rows = [
        territory("1718", None, TerritoryKind::Region, "Samarqand viloyati"),
        territory("1718203", Some("1718"), TerritoryKind::District, "Oqdaryo tumani"),
        territory("1718236", Some("1718"), TerritoryKind::District, "Urgut tumani"),
        territory("14080007", Some("1718203"), TerritoryKind::Mfy, "Dahbed"),
        territory("14080011", Some("1718203"), TerritoryKind::Mfy, "Loyish"),
    ];
    store.import_territories(&rows, 0).await.unwrap();
    let (mut contests, phase) = (Vec::new(), |kind, from: i64, to: i64| Phase {
        kind,
        starts_at: START + from * DAY,
        ends_at: START + to * DAY,
    });
    for code in places {
        let territory = store.territory_by_code(code).await.unwrap().id;
        contests.push(contest(territory));
    }
    let season = NewSeason {
        key: "2026-autumn".to_owned(),
        titles: [("uz", "Kuzgi mavsum")].into_iter().collect(),
        act: Localized::default(),
        publication: Publication::Open,
        residence,
        min_age: 18,
        phases: vec![
            phase(PhaseKind::Submission, -1, 10),
            phase(PhaseKind::Screening, 10, 20),
            phase(PhaseKind::Voting, 20, 30),
        ],
        contests,
    };
    store.create_season(&season, 0).await.unwrap();
    store.territory_by_code("14080007").await.unwrap().id
}

fn contest(territory: TerritoryId) -> NewContest {
    NewContest {
        territory,
        envelope: Som(4_000_000_000),
        cap: Som(CAP),
        cap_equipment: Some(Som(CAP_EQUIPMENT)),
        min_votes: 10,
        ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 3 },
        rule: "greedy_votes".to_owned(),
        rule_params: Json(serde_json::json!({})),
        bounds: Bounds::default(),
    }
}
