//! A router with a database of its own, two officials of a ministry, and a clock that the test
//! moves.

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
use store::roles::{Grant, Role};
use store::territories::TerritoryKind;
use store::{PersonId, Store};

/// The clock's first second: in September 2026.
pub(crate) const START: i64 = 1_790_000_000;

/// Two lines of two districts.
pub(crate) const GOOD: &str = "territory,function,plan,executed\n\
    1718203,07.2,1000000,400000\n\
    1718236,09.1,3000000,600000\n";

/// Another plan for health, a line more, a line less.
pub(crate) const SECOND: &str = "territory;function;plan;executed\r\n\
    1718203;7.2;1 500 000;450000\r\n\
    1718203;10.4;70000;0\r\n";

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) router: axum::Router,
    folder: PathBuf,
    clock: Arc<AtomicI64>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = own_folder();
        let store = store_in(&folder).await;
        territories(&store).await;
        let clock = Arc::new(AtomicI64::new(START));
        let pages = frozen(&clock);
        let seeds = Seeds::system();
        let polls = Polls::new(store.clone(), pages.clone(), seeds, folder.join("keys"));
        let router = build(setup(polls, pages, &folder));
        Self { store, router, folder, clock }
    }

    /// An official of the ministry for the region; the same number is the same person.
    pub(crate) async fn official(&self, number: u8) -> Browser {
        self.official_in(number, Some("1718")).await
    }

    /// An official of the ministry somewhere, or for the whole country.
    pub(crate) async fn official_in(&self, number: u8, code: Option<&str>) -> Browser {
        let person = self.person(number).await;
        let territory = match code {
            Some(code) => Some(self.store.territory_by_code(code).await.unwrap().id),
            None => None,
        };
        let grant = Grant { person, role: Role::Ministry, territory };
        self.store.grant_role(grant, None, self.now()).await.unwrap();
        self.browser_of(person).await
    }

    /// Somebody without a role.
    pub(crate) async fn resident(&self, number: u8) -> Browser {
        let person = self.person(number).await;
        self.browser_of(person).await
    }

    pub(crate) fn anonymous(&self) -> Browser {
        Browser::new(self.router.clone(), None)
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Two officials bring a version to everybody; gives the page of its file.
    pub(crate) async fn publish(&self, one: &Browser, other: &Browser, file: &str) -> String {
        let page = upload(one, file).await;
        one.post(&page, &[("do", "propose")]).await.location();
        other.post(&page, &[("do", "confirm")]).await.location();
        page
    }

    pub(crate) async fn person(&self, number: u8) -> PersonId {
        self.store.sign_in_person(&account(number), START).await.unwrap()
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

/// Uploads a file for the region and 2026; gives the page of the file.
pub(crate) async fn upload(browser: &Browser, file: &str) -> String {
    let fields = [("territory", "1718"), ("year", "2026")];
    let files = [("budget.csv", file.as_bytes())];
    browser.post_files("/en/budget-desk/new", &fields, &files).await.location()
}

/// Two regions; the first has two districts, one of them a mahalla.
async fn territories(store: &Store) {
    let rows = [
        territory("1718", None, TerritoryKind::Region, "Samarqand viloyati"),
        territory("1726", None, TerritoryKind::Region, "Toshkent shahri"),
        territory("1718203", Some("1718"), TerritoryKind::District, "Oqdaryo tumani"),
        territory("1718236", Some("1718"), TerritoryKind::District, "Urgut tumani"),
        territory("14080007", Some("1718203"), TerritoryKind::Mfy, "Dahbed"),
    ];
    store.import_territories(&rows, 0).await.unwrap();
}
