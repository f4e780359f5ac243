//! A site to ask: one for all tests that only read.

use crate::setup::{PROVIDER, own_folder, setup, store_in};
use app::identity::Pepper;
use app::web::{Clock, Photos, TakePhoto, Taking};
use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, StatusCode};
use server::Setup;
use server::demo::people::People;
use server::demo::{self, Cast};
use server::photos::PhotoStore;
use server::poll::Polls;
use server::randomness::Seeds;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use store::proposals::Photo;
use store::{Store, UnixTime};
use tower::ServiceExt as _;

/// 12:00 in Tashkent on 22 November 2026, for which the demo is written.
pub(crate) const NOW: UnixTime = 1_795_330_800;

/// The router over a database of its own.
pub(crate) struct TestSite {
    router: Router,
    pub(crate) store: Store,
    folder: PathBuf,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl TestSite {
    /// With the demo, loaded and asked at [`NOW`].
    pub(crate) async fn demo() -> Self {
        Self::at(NOW, true, |_| {}).await
    }

    /// With nothing at all.
    pub(crate) async fn empty() -> Self {
        Self::at(NOW, false, |_| {}).await
    }

    /// The same at another address than that of loopback.
    pub(crate) async fn reached_at(url: &str) -> Self {
        Self::at(NOW, false, |setup| setup.site.public_url = url.parse().expect("a URL")).await
    }

    /// With nothing at all, asked at `now`.
    pub(crate) async fn empty_at(now: UnixTime) -> Self {
        Self::at(now, false, |_| {}).await
    }

    /// A path of this site's own folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// With the demo loaded at [`NOW`] and asked at `now`.
    pub(crate) async fn demo_asked_at(now: UnixTime) -> Self {
        Self::at(now, true, |_| {}).await
    }

    async fn at(now: UnixTime, with_demo: bool, change: impl FnOnce(&mut Setup)) -> Self {
        let folder = own_folder();
        let store = store_in(&folder).await;
        let photos = PhotoStore::in_folder(&shared_photos()).expect("a folder");
        let taking = Arc::new(Remembered(photos.clone())) as Photos;
        if with_demo {
            let people = People::read().expect("the people");
            let cast = Cast {
                people: &people,
                pepper: &Pepper::new([7; 32]),
                issuer: PROVIDER,
                photos: &taking,
                hall: None,
            };
            demo::load(&store, NOW, cast).await.expect("the demo is loaded");
        }
        let clock = Clock::new(move || now);
        let keys = folder.join("keys");
        let polls = Polls::new(store.clone(), clock.clone(), Seeds::system(), keys);
        let mut setup = setup(polls, clock, &folder);
        setup.site.photos = Arc::new(photos.clone());
        setup.site.demo = with_demo;
        setup.photos = photos;
        change(&mut setup);
        let router = server::build(setup);
        Self { router, store, folder }
    }

    pub(crate) async fn page(&self, path: &str) -> Page {
        self.ask(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Page {
        let (parts, bytes) = self.answer(request).await;
        let html = String::from_utf8(bytes).expect("UTF-8");
        Page { status: parts.status, headers: parts.headers, html }
    }

    /// A file that is there.
    pub(crate) async fn bytes(&self, path: &str) -> Vec<u8> {
        let (parts, bytes) = self.answer(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(parts.status, StatusCode::OK, "{path}");
        bytes
    }

    async fn answer(&self, request: Request<Body>) -> (http::response::Parts, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 20).await.expect("a body");
        (parts, bytes.to_vec())
    }
}

/// One folder for all sites of this process: the demo's pictures are the same in each.
fn shared_photos() -> PathBuf {
    std::env::temp_dir().join(format!("pages-photos-{}", std::process::id()))
}

/// Takes each picture in once for all sites of this process: doing it anew takes seconds.
struct Remembered(PhotoStore);

static TAKEN: Mutex<BTreeMap<Vec<u8>, Photo>> = Mutex::new(BTreeMap::new());

impl TakePhoto for Remembered {
    fn take(&self, file: Vec<u8>) -> Taking<'_> {
        Box::pin(async move {
            if let Some(known) = TAKEN.lock().expect("no panic").get(&file) {
                return Ok(*known);
            }
            let photo = self.0.take(file.clone()).await?;
            TAKEN.lock().expect("no panic").insert(file, photo);
            Ok(photo)
        })
    }
}

impl Drop for TestSite {
    fn drop(&mut self) {
        // What a failed removal leaves lies in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Page {
    /// The text between the tags, as a browser shows it.
    pub(crate) fn text(&self) -> String {
        let main = self.html.split("<main").nth(1).unwrap_or(&self.html);
        let texts = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
        let text = texts.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ");
        let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        text.replace("&#x27;", "'").replace("&amp;", "&")
    }

    #[track_caller]
    pub(crate) fn says(&self, expected: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, unexpected: &str) -> &Self {
        let text = self.text();
        assert!(!text.contains(unexpected), "{unexpected:?} is in\n{text}");
        self
    }

    #[track_caller]
    pub(crate) fn leads_to(&self, path: &str) -> &Self {
        assert!(self.html.contains(&format!("href=\"{path}\"")), "{path} is not in\n{}", self.html);
        self
    }
}
