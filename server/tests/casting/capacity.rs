//! Past capacity the vote says "later", and pages go on; who asks without end waits alone.

use crate::world::{NOW, World, request};
use http::{StatusCode, header};
use server::poll::{IN_FLIGHT, NotComputed};
use std::future::poll_fn;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::task::Poll;

#[tokio::test(flavor = "multi_thread")]
async fn when_everything_is_taken_ballots_come_later_and_pages_go_on() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    let body = world.ballot(1, &credential, 0, (NOW, 0));

    // Work that lasts until the gate opens: some of it on every core, the rest in the queue.
    let (open, gate) = channel::<()>();
    let gate = Arc::new(Mutex::new(gate));
    let work = || {
        let gate = Arc::clone(&gate);
        Box::pin(world.polls.compute(move || gate.lock().unwrap().recv().is_err()))
    };
    let mut under_way: Vec<_> = (0..IN_FLIGHT).map(|_| work()).collect();
    let all_taken = poll_fn(|context| {
        let mut begun = under_way.iter_mut().map(|work| work.as_mut().poll(context));
        Poll::Ready(begun.all(|begun| begun.is_pending()))
    });
    assert!(all_taken.await);

    let refused = world.cast(body.as_bytes()).await;
    assert_eq!(refused.problem(), "503 busy");
    assert_eq!(refused.headers[header::RETRY_AFTER], "2");
    let (_, asked) = request(&world.election, 2, 2);
    let refused = world.post_issue(2, asked).await;
    assert_eq!(refused.problem(), "503 busy");
    assert_eq!(refused.headers[header::RETRY_AFTER], "2");
    assert!(world.nothing_was_taken().await);
    for page in ["/uz/", "/uz/seasons"] {
        assert_eq!(world.get(page).await.status, StatusCode::OK, "{page}");
    }
    // A credential that was given before is handed out again without any work.
    world.credential(1).await;

    drop(open);
    for work in under_way {
        assert_eq!(work.await, Ok(true));
    }
    assert_eq!(world.cast(body.as_bytes()).await.status, StatusCode::OK, "the same body again");
    world.end().await;
}

#[tokio::test]
async fn a_computation_that_panics_fails_alone() {
    let world = World::new().await;
    let failed = world.polls.compute(|| -> u8 { panic!("as a test wants it") }).await;
    assert_eq!(failed, Err(NotComputed::Failed));
    assert_eq!(world.polls.compute(|| 7).await, Ok(7));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_credentials_without_end_waits_and_others_do_not() {
    let world = World::new().await;
    let (_, body) = request(&world.election, 1, 1);
    let mut asked = 0;
    let refused = loop {
        let answer = world.post_issue(1, body.clone()).await;
        if answer.status != StatusCode::OK {
            break answer;
        }
        asked += 1;
        assert!(asked < 1_000, "nobody is stopped");
    };
    assert_eq!(refused.problem(), "429 too-many");
    assert_eq!(refused.headers[header::RETRY_AFTER], "1");
    world.credential(2).await;
    world.set_clock(NOW + 1);
    world.credential(1).await;
    world.end().await;
}
