//! A whole server on a loopback port, with a database of its own and a clock that the test moves.

use crate::browser::Browser;
use app::identity::Pepper;
use app::web::{Assets, Clock, Entropy, Operator, Provider, Site};
use server::counting::{Counting, Records};
use server::demo::issuer::{Client, Issuer, PATH};
use server::demo::people::People;
use server::identity::{ClaimNames, RelyingParty, Settings};
use server::official_acts::OfficialActs;
use server::photos::PhotoStore;
use server::poll::Polls;
use server::randomness::Seeds;
use server::{Setup, build};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::{DatabaseUrl, Store};
use tokio::net::TcpListener;

/// Where every test's clock begins.
pub(crate) const START: i64 = 1_790_000_000;

pub(crate) const SECRET: &str = "a secret with a colon: and a plus +";

/// Tells the databases of one test process apart.
static NUMBER: AtomicU64 = AtomicU64::new(0);

pub(crate) struct World {
    pub(crate) base: String,
    pub(crate) site: Site,
    clock: Arc<AtomicI64>,
    pub(crate) folder: PathBuf,
    serving: tokio::task::JoinHandle<()>,
}

impl World {
    /// With the demo's people and issuer.
    pub(crate) async fn demo() -> Self {
        Self::new(None).await
    }

    /// With a provider at another address.
    pub(crate) async fn at(issuer: &str) -> Self {
        Self::new(Some(issuer)).await
    }

    async fn new(issuer: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("hashar-sign-in-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let clock = Arc::new(AtomicI64::new(START));
        let (site, polls) = site(&base, &folder, clock.clone()).await;
        let demo = issuer.is_none().then(|| demo_issuer(&base));
        let address = issuer.map_or_else(|| format!("{base}{PATH}"), str::to_owned);
        let identity = Arc::new(RelyingParty::new(settings(address)).unwrap());
        let setup = Setup {
            records: Records::in_folders(&folder.join("records"), &folder.join("sealed")).unwrap(),
            site: site.clone(),
            photos: PhotoStore::in_folder(&folder.join("photos")).unwrap(),
            polls,
            folder: folder.clone(),
            identity,
            issuer: demo.map(Arc::new),
        };
        let router = build(setup);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { base, site, clock, folder, serving }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Stops the server and removes its files; a test that failed leaves them.
    pub(crate) async fn end(self) {
        self.serving.abort();
        self.site.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

async fn site(base: &str, folder: &std::path::Path, clock: Arc<AtomicI64>) -> (Site, Polls) {
    let url = format!("sqlite://{}/hashar.db", folder.display());
    let store = Store::open(&url.parse::<DatabaseUrl>().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    // Counted up, so that a test repeats; every draw differs.
    let drawn = AtomicU64::new(1);
    let entropy = Entropy::new(move |bytes| {
        let draw = drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = draw[at % 8] ^ u8::try_from(at).unwrap();
        }
        Ok(())
    });
    let clock = Clock::new(move || clock.load(Ordering::Relaxed));
    let keys = folder.join("keys");
    let polls = Polls::new(store.clone(), clock.clone(), Seeds::system(), keys);
    let records = Records::in_folders(&folder.join("records"), &folder.join("sealed")).unwrap();
    let counting = Counting { polls: polls.clone(), records };
    let site = Site {
        store,
        assets: Arc::new(Assets::default()),
        photos: Arc::new(PhotoStore::in_folder(&folder.join("photos")).unwrap()),
        office: Arc::new(OfficialActs::new(counting)),
        clock,
        entropy,
        public_url: base.parse().unwrap(),
        pepper: Pepper::new([7; 32]),
        operator: Arc::new(Operator::default()),
        provider: Arc::new(Provider::default()),
        demo: true,
    };
    (site, polls)
}

fn demo_issuer(base: &str) -> Issuer {
    let redirects = ["uz", "ru", "en"].map(|lang| format!("{base}/{lang}/sign-in/return"));
    let client = Client {
        id: "hashar".to_owned(),
        secret: SECRET.to_owned(),
        redirects: redirects.to_vec(),
    };
    let people = Arc::new(People::read().unwrap());
    Issuer::new(format!("{base}{PATH}"), client, people, &[9; 32]).unwrap()
}

fn settings(issuer: String) -> Settings {
    Settings {
        issuer,
        client_id: "hashar".to_owned(),
        client_secret: SECRET.to_owned(),
        acr: String::new(),
        scopes: vec!["profile".to_owned()],
        name: [("en".to_owned(), "Provider".to_owned())].into(),
        claims: ClaimNames {
            number: "pinfl".to_owned(),
            name: "name".to_owned(),
            birth_date: "birthdate".to_owned(),
            mahalla: "mahalla".to_owned(),
        },
    }
}
