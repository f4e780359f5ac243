//! A whole site, in which everything that a test is not about is as usual. A test changes what it
//! is about before it builds the router.

#![allow(dead_code, reason = "each test program needs a part of it")]

use app::identity::Pepper;
use app::web::{Assets, Clock, Entropy, Operator, Provider, Site};
use server::Setup;
use server::counting::{Counting, Records};
use server::identity::{ClaimNames, RelyingParty, Settings};
use server::official_acts::OfficialActs;
use server::photos::PhotoStore;
use server::poll::Polls;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::Store;

/// A provider at an address where nobody answers.
pub(crate) const PROVIDER: &str = "http://127.0.0.1:9";

/// Tells the folders of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A new folder of this test's own.
pub(crate) fn own_folder() -> PathBuf {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("hashar-{}-{}-{number}", env!("CARGO_CRATE_NAME"), std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A migrated database in this folder.
pub(crate) async fn store_in(folder: &Path) -> Store {
    let url = format!("sqlite://{}/hashar.db", folder.display());
    let store = Store::open(&url.parse().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    store
}

/// A clock that the test moves.
pub(crate) fn frozen(clock: &Arc<AtomicI64>) -> Clock {
    let clock = Arc::clone(clock);
    Clock::new(move || clock.load(Ordering::Relaxed))
}

/// A site over the store of `polls`, whose files lie in `folder`.
pub(crate) fn setup(polls: Polls, clock: Clock, folder: &Path) -> Setup {
    let records = Records::in_folders(&folder.join("records"), &folder.join("sealed")).unwrap();
    let photos = PhotoStore::in_folder(&folder.join("photos")).unwrap();
    let counting = Counting { polls: polls.clone(), records: records.clone() };
    let site = Site {
        store: polls.store().clone(),
        assets: Arc::new(Assets::default()),
        photos: Arc::new(photos.clone()),
        office: Arc::new(OfficialActs::new(counting)),
        clock,
        entropy: entropy(),
        public_url: "http://127.0.0.1:3000".parse().unwrap(),
        pepper: Pepper::new([7; 32]),
        operator: Arc::new(Operator::default()),
        provider: Arc::new(Provider::default()),
        demo: false,
    };
    Setup {
        site,
        polls,
        records,
        photos,
        folder: folder.to_owned(),
        identity: Arc::new(RelyingParty::new(settings(PROVIDER)).unwrap()),
        issuer: None,
        page_cache: None,
    }
}

/// Counted up, so that a test repeats; every draw differs in its first byte.
fn entropy() -> Entropy {
    let drawn = AtomicU64::new(1);
    Entropy::new(move |bytes| {
        let draw = drawn.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = draw[at % 8] ^ u8::try_from(at).unwrap();
        }
        Ok(())
    })
}

/// A public client of the provider `issuer`.
pub(crate) fn settings(issuer: &str) -> Settings {
    let claim = |name: &str| name.to_owned();
    Settings {
        issuer: issuer.to_owned(),
        client_id: "hashar".to_owned(),
        client_secret: String::new(),
        acr: String::new(),
        scopes: Vec::new(),
        name: [("en".to_owned(), "Provider".to_owned())].into(),
        claims: ClaimNames {
            number: claim("pinfl"),
            name: claim("name"),
            birth_date: claim("birthdate"),
            mahalla: claim("mahalla"),
        },
    }
}
