//! A whole server on a loopback port, with a database of its own and a clock that the test moves.

use crate::browser::Browser;
use crate::setup::{frozen, own_folder, settings, setup, store_in};
use app::web::{Clock, Site};
use server::demo::issuer::{Client, Issuer, PATH};
use server::demo::people::People;
use server::identity::{RelyingParty, Settings};
use server::poll::Polls;
use server::randomness::Seeds;
use server::{Setup, build};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::net::TcpListener;

/// Where every test's clock begins.
pub(crate) const START: i64 = 1_790_000_000;

pub(crate) const SECRET: &str = "a secret with a colon: and a plus +";

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
        let folder = own_folder();
        let clock = Arc::new(AtomicI64::new(START));
        let mut setup = setup_at(&base, &folder, frozen(&clock)).await;
        let address = issuer.map_or_else(|| format!("{base}{PATH}"), str::to_owned);
        setup.identity = Arc::new(RelyingParty::new(client_of(&address)).unwrap());
        setup.issuer = issuer.is_none().then(|| Arc::new(demo_issuer(&base)));
        let site = setup.site.clone();
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

async fn setup_at(base: &str, folder: &Path, clock: Clock) -> Setup {
    let store = store_in(folder).await;
    let polls = Polls::new(store, clock.clone(), Seeds::system(), folder.join("keys"));
    let mut setup = setup(polls, clock, folder);
    setup.site.public_url = base.parse().unwrap();
    setup.site.demo = true;
    setup
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

fn client_of(issuer: &str) -> Settings {
    let scopes = vec!["profile".to_owned()];
    Settings { client_secret: SECRET.to_owned(), scopes, ..settings(issuer) }
}
