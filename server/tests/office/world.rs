//! A season whose vote is prepared, its officials, and a clock that the test moves.

use crate::browser::{Browser, Page};
use crate::districts;
use crate::keys::{note_key, write_key, write_keys};
use crate::manifest::CAST_FROM;
use crate::people::{self, account};
use crate::projects::{Times, admit};
use crate::setup::{own_folder, setup, store_in};
use app::web::{Clock, ClockHand};
use server::build;
use server::poll::Polls;
use server::randomness::Seeds;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::elections::{ElectionState, StoredElection};
use store::people::NewAccount;
use store::roles::{Grant, Role};
use store::seasons::{NewSeason, Phase, PhaseKind, Publication, ResidenceRule};
use store::{Localized, PersonId, SeasonId, Store};
use voting::batch::BatchRule;
use voting::keygen::TrusteeNotes;
use voting::manifest::{Manifest, OnePer};
use voting::roll::Roll;

/// The clock's first second: an hour before the vote.
pub(crate) const START: i64 = CAST_FROM as i64 - 3_600;
pub(crate) const OPENS: i64 = CAST_FROM as i64;
pub(crate) const CLOSES: i64 = crate::manifest::CLOSES_AT as i64;

const DAY: i64 = 86_400;

pub(crate) const DESK: &str = "/en/seasons/vote/election";

const BATCH: BatchRule = BatchRule { min_seconds: 60, min_entries: 4, cap_seconds: 600 };

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) season: SeasonId,
    polls: Polls,
    router: axum::Router,
    folder: PathBuf,
    clock: Arc<TestClock>,
}

/// A frozen clock with the offset that pages move.
#[derive(Default)]
struct TestClock {
    system: AtomicI64,
    offset: AtomicI64,
}

impl TestClock {
    fn now(&self) -> i64 {
        self.system.load(Ordering::Relaxed) + self.offset.load(Ordering::Relaxed)
    }
}

impl ClockHand for TestClock {
    fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    fn set_offset(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }
}

impl World {
    /// A real installation.
    pub(crate) async fn new() -> Self {
        Self::with(false).await
    }

    /// A demo, whose clock can be moved.
    pub(crate) async fn demo() -> Self {
        Self::with(true).await
    }

    async fn with(demo: bool) -> Self {
        let folder = own_folder();
        let store = store_in(&folder).await;
        if demo {
            store.mark_demo().await.unwrap();
        }
        write_keys(&folder.join("keys"), "vote");
        let season = season(&store).await;
        let clock = Arc::new(TestClock::default());
        clock.system.store(START, Ordering::Relaxed);
        let read = Arc::clone(&clock);
        let pages = Clock::new(move || read.now());
        let pages = if demo { pages.moved_by(Arc::clone(&clock) as _) } else { pages };
        let seeds = Seeds::system();
        let polls = Polls::new(store.clone(), pages.clone(), seeds, folder.join("keys"));
        let mut setup = setup(polls.clone(), pages, &folder);
        setup.site.demo = demo;
        let world = Self { store, season, polls, router: build(setup), folder, clock };
        // Somebody is on the roll.
        world.person(9).await;
        world
    }

    /// Makes manifest and roll anew; another number of seconds by which all dates are moved makes
    /// another manifest.
    pub(crate) async fn prepare(&self, by: i64) {
        self.prepare_as(by, |_| {}, &[]).await;
    }

    /// The same with another manifest, and these notes of its trustees.
    pub(crate) async fn prepare_as(
        &self,
        by: i64,
        change: impl FnOnce(&mut Manifest),
        notes: &[TrusteeNotes],
    ) {
        let people = self.store.electorate(self.season, "2008-01-01").await.unwrap();
        let pepper = voting::roll::Pepper::from_bytes([50; 32]);
        let roll = server::registrar::roll(&people, OnePer::Contest, &pepper).unwrap();
        let mut manifest = crate::manifest::manifest(&roll, by, BATCH);
        change(&mut manifest);
        let manifest = manifest.to_json().unwrap();
        let prepared =
            self.store.prepare_election(self.season, &manifest, &roll, notes, None, START);
        prepared.await.unwrap();
    }

    pub(crate) async fn election(&self) -> StoredElection {
        self.store.election_of_season(self.season).await.unwrap().unwrap()
    }

    /// What the sequencer does every second.
    pub(crate) async fn publish(&self) {
        server::sequencer::publish_all(&self.polls).await.unwrap();
    }

    /// The trustees of the manifest, as `hashar-audit trustee init` prints them.
    pub(crate) fn trustees(&self) -> String {
        serde_json::to_string(&terms().trustees).unwrap()
    }

    /// Its auditor, as `hashar-audit key init` prints one.
    pub(crate) fn auditor(&self) -> String {
        terms().auditors[0].vkey.to_string()
    }

    pub(crate) async fn state(&self) -> ElectionState {
        self.store.election_of_season(self.season).await.unwrap().unwrap().state
    }

    /// The words of the register, the oldest first.
    pub(crate) async fn register(&self) -> Vec<String> {
        let acts = self.store.acts(Default::default(), 100).await.unwrap();
        let words = acts.into_iter().rev().map(|act| act.act);
        words.filter(|word| word != "roles.grant" && word != "territories.import").collect()
    }

    /// A browser of somebody with a role, signed in just now.
    pub(crate) async fn official(&self, number: u8, role: Role, code: Option<&str>) -> Browser {
        let person = self.person(number).await;
        let territory = match code {
            Some(code) => Some(self.store.territory_by_code(code).await.unwrap().id),
            None => None,
        };
        let grant = Grant { person, role, territory };
        self.store.grant_role(grant, None, START).await.unwrap();
        self.sign_in(number).await
    }

    /// An official of the ministry for the region of both contests.
    pub(crate) async fn ministry(&self, number: u8) -> Browser {
        self.official(number, Role::Ministry, Some("1")).await
    }

    pub(crate) async fn sign_in(&self, number: u8) -> Browser {
        let person = self.person(number).await;
        let token = people::sign_in(&self.store, person, self.now()).await;
        Browser::new(self.router.clone(), Some(token))
    }

    pub(crate) fn anonymous(&self) -> Browser {
        Browser::new(self.router.clone(), None)
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(crate) fn wait_until(&self, at: i64) {
        let offset = self.clock.offset.load(Ordering::Relaxed);
        self.clock.system.store(at - offset, Ordering::Relaxed);
    }

    async fn person(&self, number: u8) -> PersonId {
        self.person_in(number, "111").await
    }

    pub(crate) async fn person_in(&self, number: u8, mahalla: &str) -> PersonId {
        let account = NewAccount {
            name: format!("Official {number}"),
            born_on: Some("1990-01-01".to_owned()),
            mahalla: Some(self.store.territory_by_code(mahalla).await.unwrap().id),
            ..account(number)
        };
        self.store.sign_in_person(&account, START).await.unwrap()
    }

    /// Admits two projects in each contest, when that was possible.
    pub(crate) async fn admit_projects(&self) {
        for (position, mahalla, keys) in
            [(0, "111", ["road-a", "road-b"]), (1, "121", ["well-a", "well-b"])]
        {
            for key in keys {
                let times = Times { submitted: OPENS - 50 * DAY, screened: OPENS - 20 * DAY };
                admit(&self.store, (self.season, position), (key, mahalla), times).await;
            }
        }
    }

    /// Removes the files; a test that failed leaves them.
    pub(crate) async fn end(self) {
        self.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

/// A manifest of nobody.
fn terms() -> Manifest {
    crate::manifest::manifest(&Roll::collect(Vec::new()).unwrap(), 0, BATCH)
}

/// Proposes what the desk offers.
pub(crate) async fn propose(browser: &Browser) -> Page {
    let desk = browser.get(DESK).await;
    let (act, seen) = (desk.hidden("act"), desk.hidden("seen"));
    browser.post(DESK, &[("act", &act), ("seen", &seen)]).await
}

impl World {
    /// Puts another key in the place of the one that the manifest names.
    pub(crate) fn swap_promise_key(&self) {
        write_key(&self.folder.join("keys/vote/promise.key"), note_key(99).as_bytes());
    }
}

/// A region with two districts, a contest in each.
async fn season(store: &Store) -> SeasonId {
    let named = |name: &str| [("en", name)].into_iter().collect::<Localized>();
    districts::import(store, named).await;
    let phase = |kind, starts_at, ends_at| Phase { kind, starts_at, ends_at };
    let phases = vec![
        phase(PhaseKind::Submission, OPENS - 60 * DAY, OPENS - 40 * DAY),
        phase(PhaseKind::Screening, OPENS - 40 * DAY, OPENS - 10 * DAY),
        phase(PhaseKind::Voting, OPENS, CLOSES),
    ];
    let season = NewSeason {
        key: "vote".to_owned(),
        titles: named("The autumn season"),
        act: Localized::default(),
        publication: Publication::Audited,
        residence: ResidenceRule::District,
        min_age: 18,
        phases,
        contests: districts::contests(store).await,
    };
    store.create_season(&season, 0).await.unwrap()
}
