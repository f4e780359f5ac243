//! Whoever asks too often is told to wait, and loses nothing; past capacity pages go on.

use crate::world::World;
use axum::body::{Body, Bytes};
use futures_util::stream::poll_fn;
use http::{Request, header};
use server::limits::{UNREAD_AT_ONCE, UPLOADS_AT_ONCE, UPLOADS_OF_A_PERSON};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::mpsc;
use tower::ServiceExt as _;

const FORM: &str = "/ru/proposals/none/withdraw";

#[tokio::test]
async fn a_person_who_sends_forms_without_end_waits_and_keeps_what_was_typed() {
    let world = World::new().await;
    let (eager, other) = (world.resident(1).await, world.resident(2).await);
    let typed = [("reason", "Tomchi \"suv\" & <quvur>")];
    for _ in 0..60 {
        assert_eq!(eager.post(FORM, &typed).await.status, 404);
    }
    let refused = eager.post(FORM, &typed).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.headers[header::RETRY_AFTER], "1");
    assert_eq!(refused.headers[header::CACHE_CONTROL], "private, no-store");
    assert!(refused.shows("Подождите 1 секунду"), "{}", refused.body());
    assert_eq!(refused.value("reason"), "Tomchi &quot;suv&quot; &amp; &lt;quvur&gt;");
    assert!(refused.shows(&format!("action=\"{FORM}\"")), "{}", refused.body());
    // Another session of hers does not help; others and reading are not touched.
    assert_eq!(world.resident(1).await.post(FORM, &typed).await.status, 429);
    assert_eq!(other.post(FORM, &typed).await.status, 404);
    assert_eq!(eager.get("/ru/seasons").await.status, 200);
    world.wait_days(1);
    assert_eq!(world.resident(1).await.post(FORM, &typed).await.status, 404);
}

/// A form that never ends; tells once when it is being read.
fn endless(path: &str, kind: &str, cookie: &str, read: mpsc::UnboundedSender<()>) -> Request<Body> {
    let mut told = false;
    let body = poll_fn(move |_| {
        if !std::mem::replace(&mut told, true) {
            // The test ends with the receiver.
            let _ = read.send(());
        }
        Poll::<Option<Result<Bytes, std::io::Error>>>::Pending
    });
    Request::post(path)
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header(header::CONTENT_TYPE, kind)
        .header(header::COOKIE, cookie)
        .body(Body::from_stream(body))
        .unwrap()
}

const UPLOAD: &str = "/uz/proposals/new";
const WITH_FILES: &str = "multipart/form-data; boundary=x";
const FIELDS: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn past_capacity_uploads_are_told_to_come_back_and_pages_go_on() {
    let world = World::new().await;
    let (send, mut read) = mpsc::unbounded_channel();
    let mut uploads = tokio::task::JoinSet::new();
    for upload in 0..UPLOADS_AT_ONCE {
        let number = u8::try_from(upload / UPLOADS_OF_A_PERSON).unwrap();
        let cookie = world.resident(number).await.cookie();
        let request = endless(UPLOAD, WITH_FILES, &cookie, send.clone());
        uploads.spawn(world.router.clone().oneshot(request));
        read.recv().await.unwrap();
    }
    let next = world.resident(99).await;
    let refused = next.post_files(UPLOAD, &[("title", "x")], &[]).await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.headers[header::RETRY_AFTER], "5");
    for path in ["/uz/", "/uz/seasons", UPLOAD] {
        assert_eq!(next.get(path).await.status, 200, "{path}");
    }
    assert_eq!(next.post(FORM, &[]).await.status, 404, "other forms have turns of their own");
    // A turn that is given back is taken again.
    uploads.abort_all();
    while uploads.join_next().await.is_some() {}
    let taken = next.post_files(UPLOAD, &[("title", "x")], &[]).await;
    assert_ne!(taken.status, 503);
}

#[tokio::test]
async fn one_person_takes_only_so_many_turns_at_uploading() {
    let world = World::new().await;
    let (send, mut read) = mpsc::unbounded_channel();
    let mut uploads = tokio::task::JoinSet::new();
    for _ in 0..UPLOADS_OF_A_PERSON {
        let cookie = world.resident(1).await.cookie();
        let request = endless(UPLOAD, WITH_FILES, &cookie, send.clone());
        uploads.spawn(world.router.clone().oneshot(request));
        read.recv().await.unwrap();
    }
    let refused = world.resident(1).await.post_files(UPLOAD, &[("title", "x")], &[]).await;
    assert_eq!(refused.status, 429);
    let other = world.resident(2).await.post_files(UPLOAD, &[("title", "x")], &[]).await;
    assert_ne!(other.status, 429);
    uploads.abort_all();
    while uploads.join_next().await.is_some() {}
    let taken = world.resident(1).await.post_files(UPLOAD, &[("title", "x")], &[]).await;
    assert_ne!(taken.status, 429);
}

#[tokio::test]
async fn who_is_not_signed_in_takes_no_turn_of_those_who_are() {
    let world = World::new().await;
    let (send, mut read) = mpsc::unbounded_channel();
    let mut uploads = tokio::task::JoinSet::new();
    for _ in 0..UNREAD_AT_ONCE {
        let request = endless(UPLOAD, WITH_FILES, "", send.clone());
        uploads.spawn(world.router.clone().oneshot(request));
        read.recv().await.unwrap();
    }
    let stranger = world.anonymous();
    for path in [UPLOAD, "/uz/receipt/none"] {
        assert_eq!(stranger.post_files(path, &[("number", "x")], &[]).await.status, 503, "{path}");
    }
    let known = world.resident(1).await;
    assert_ne!(known.post_files(UPLOAD, &[("title", "x")], &[]).await.status, 503);
    assert_eq!(known.post(FORM, &[]).await.status, 404);
    // Signing in begins with a small form that was read before it takes a turn.
    assert_eq!(stranger.post(FORM, &[("reason", "typed")]).await.status, 401);
}

#[tokio::test]
async fn a_photo_of_nobody_is_not_kept_and_the_words_beside_it_are_given_back() {
    let world = World::new().await;
    let large = vec![0xff_u8; 20 * 1024 * 1024];
    let fields = [("title", "Tomchi \"suv\""), ("problem", "Quduq quridi")];
    let page = world.anonymous().post_files(UPLOAD, &fields, &[("a.jpg", &large)]).await;
    assert_eq!(page.status, 401);
    assert_eq!(page.value("title"), "Tomchi &quot;suv&quot;");
    assert!(page.shows("Quduq quridi"), "{}", page.body());
    let words = "x".repeat(1024 * 1024 + 1);
    let page = world.anonymous().post_files(UPLOAD, &[("title", &words)], &[]).await;
    assert_eq!(page.status, 413);
    assert!(std::fs::read_dir(world.folder.join("photos")).unwrap().next().is_none());
}

#[tokio::test]
async fn a_form_that_never_ends_is_given_up() {
    let world = World::new().await;
    let (send, _read) = mpsc::unbounded_channel();
    let mut forms = tokio::task::JoinSet::new();
    let of_the_vote = ["/api/v1/elections/0/issue", "/api/v1/elections/0/cast"];
    for path in [FORM, UPLOAD, "/uz/receipt/none", "/uz/nowhere"].into_iter().chain(of_the_vote) {
        forms.spawn(world.router.clone().oneshot(endless(path, FIELDS, "", send.clone())));
    }
    // Longer than the fifteen seconds that are promised, by what a busy machine may need.
    let all = tokio::time::timeout(Duration::from_secs(40), forms.join_all()).await;
    for answered in all.expect("one is waited for without end") {
        assert_eq!(answered.unwrap().status(), 503);
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_not_read() {
    let world = World::new().await;
    let (send, mut read) = mpsc::unbounded_channel();
    for kind in [FIELDS, WITH_FILES] {
        let mut request = endless(UPLOAD, kind, "", send.clone());
        let evil = http::HeaderValue::from_static("https://evil.example");
        request.headers_mut().insert(header::ORIGIN, evil);
        let answered = world.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answered.status(), 403);
    }
    assert!(read.try_recv().is_err(), "its body was asked for");
}
