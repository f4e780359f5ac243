//! Whoever asks too often is told to wait, and loses nothing; past capacity pages go on.

use crate::world::World;
use axum::body::{Body, Bytes};
use futures_util::stream::poll_fn;
use http::{Request, header};
use server::limits::UPLOADS_AT_ONCE;
use std::task::Poll;
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

/// A form with a photograph that never ends; tells when it is being read.
fn endless(cookie: &str, read: mpsc::UnboundedSender<()>) -> Request<Body> {
    let body = poll_fn(move |_| {
        // The test ends with the receiver.
        let _ = read.send(());
        Poll::<Option<Result<Bytes, std::io::Error>>>::Pending
    });
    Request::post("/uz/proposals/new")
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, cookie)
        .body(Body::from_stream(body))
        .unwrap()
}

#[tokio::test]
async fn past_capacity_uploads_are_told_to_come_back_and_pages_go_on() {
    let world = World::new().await;
    let (send, mut read) = mpsc::unbounded_channel();
    let mut uploads = tokio::task::JoinSet::new();
    for upload in 0..UPLOADS_AT_ONCE {
        let browser = world.resident(u8::try_from(upload % 8).unwrap()).await;
        let request = endless(&browser.cookie(), send.clone());
        uploads.spawn(world.router.clone().oneshot(request));
        read.recv().await.unwrap();
    }
    let next = world.resident(9).await;
    let refused = next.post_files("/uz/proposals/new", &[("title", "x")], &[]).await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.headers[header::RETRY_AFTER], "5");
    for path in ["/uz/", "/uz/seasons", "/uz/proposals/new"] {
        assert_eq!(next.get(path).await.status, 200, "{path}");
    }
    assert_eq!(next.post(FORM, &[]).await.status, 404, "other forms have turns of their own");
    // A turn that is given back is taken again.
    uploads.abort_all();
    while uploads.join_next().await.is_some() {}
    let taken = next.post_files("/uz/proposals/new", &[("title", "x")], &[]).await;
    assert_ne!(taken.status, 503);
}
