//! Time: before the vote, in its slots, after it.

use crate::world::{CAST_FROM, CLOSES_AT, ISSUE_FROM, NOW, World, request};
use http::StatusCode;
use server::housekeeping::tidy;
use server::photos::PhotoStore;
use std::slice;
use store::ballot_box::{NewBallot, StoredAnswer, Taken};
use store::logs::Log;
use voting::hash::sha256;

#[tokio::test(flavor = "multi_thread")]
async fn the_vote_opens_and_ends_by_the_clock() {
    let world = World::new().await;
    let (_, body) = request(&world.election, 1, 1);
    world.set_clock(ISSUE_FROM - 1);
    assert_eq!(world.post_issue(1, body.clone()).await.problem(), "422 not-open");
    world.set_clock(ISSUE_FROM);
    assert_eq!(world.post_issue(1, body.clone()).await.status, StatusCode::OK);
    let credential = world.credential(1).await;

    world.set_clock(CAST_FROM - 1);
    let early = world.ballot(1, &credential, 0, (CAST_FROM - 1, 0));
    assert_eq!(world.cast(early.as_bytes()).await.problem(), "422 not-open");
    world.set_clock(CAST_FROM);
    assert_eq!(world.cast(early.as_bytes()).await.problem(), "422 clock", "it could not count");
    let first = world.ballot(1, &credential, 0, (CAST_FROM, 0));
    assert!(world.nothing_was_taken().await);
    assert_eq!(world.cast(first.as_bytes()).await.status, StatusCode::OK);

    world.set_clock(CLOSES_AT);
    let late = world.ballot(1, &credential, 0, (CLOSES_AT - 1, 0));
    assert_eq!(world.cast(late.as_bytes()).await.problem(), "410 over");
    assert_eq!(world.cast(first.as_bytes()).await.problem(), "410 over");
    assert_eq!(world.post_issue(1, body).await.problem(), "410 over");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cast_that_the_close_overtakes_is_not_promised() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    world.set_clock(CLOSES_AT);
    world.publish().await;
    // Its clock was read before the log was sealed.
    world.set_clock(CLOSES_AT - 1);
    let body = world.ballot(1, &credential, 0, (CLOSES_AT - 1, 0));
    assert_eq!(world.cast(body.as_bytes()).await.problem(), "410 over");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_slot_is_told_the_box_s_time() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    for cast_at in [NOW - 1_200, NOW + 600] {
        let body = world.ballot(1, &credential, 0, (cast_at, 0));
        let answered = world.cast(body.as_bytes()).await;
        let json: serde_json::Value = serde_json::from_slice(&answered.body).unwrap();
        assert_eq!((answered.problem().as_str(), &json["now"]), ("422 clock", &NOW.into()));
    }
    let body = world.ballot(1, &credential, 0, (NOW - 600, 0));
    assert_eq!(world.cast(body.as_bytes()).await.status, StatusCode::OK);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_who_posts_a_body_again_learns_nothing_later() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    let body = world.ballot(1, &credential, 0, (NOW, 0));
    let first = world.cast(body.as_bytes()).await;
    let again = world.cast(body.as_bytes()).await;
    assert_eq!((again.status, again.body), (StatusCode::OK, first.body), "the same answer");
    // She votes again; the buyer cannot tell, neither now ...
    let other = world.ballot(1, &credential, 1, (NOW, 1));
    assert_eq!(world.cast(other.as_bytes()).await.status, StatusCode::OK);
    assert_eq!(world.cast(body.as_bytes()).await.status, StatusCode::OK);
    // ... nor when the slot is over, whether or not the body was ever cast.
    world.set_clock(NOW + 1_200);
    let never = world.ballot(1, &credential, 2, (NOW, 2));
    for old in [&body, &never] {
        assert_eq!(world.cast(old.as_bytes()).await.problem(), "422 clock");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_ballot_came_is_forgotten_once_it_cannot_come_again() {
    let world = World::new().await;
    let photos = PhotoStore::in_folder(&world.folder.join("photos")).unwrap();
    let credential = world.credential(1).await;
    let body = world.ballot(1, &credential, 0, (NOW, 0));
    let first = world.cast(body.as_bytes()).await;
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let asked = NewBallot {
        body_hash: sha256(&[body.as_bytes()]),
        body: Vec::new(),
        voter_key: [0; 32],
        slot: 0,
        answer: StoredAnswer {
            entry: Vec::new(),
            opening: [0; 32],
            confirmation: Vec::new(),
            taken_at: None,
        },
    };
    let time = async || {
        let taken = world.store.take_ballots(row, slice::from_ref(&asked)).await.unwrap();
        let Taken::Kept(answer) = &taken[0] else { panic!("{taken:?}") };
        answer.taken_at
    };
    let now = i64::try_from(NOW).unwrap();
    // The last second in which the box accepts the body. The first batch is the header alone.
    world.set_clock(NOW + 1_199);
    world.publish().await;
    world.publish().await;
    assert_eq!(world.store.waiting_count(row, Log::Ballots).await.unwrap().0, 0, "it is logged");
    tidy(&world.store, &photos, now + 1_199).await.unwrap();
    assert_eq!(world.cast(body.as_bytes()).await.body, first.body, "the same answer");
    tidy(&world.store, &photos, now + 1_800).await.unwrap();
    assert_eq!(time().await, Some(now));
    tidy(&world.store, &photos, now + 1_801).await.unwrap();
    assert_eq!(time().await, None);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_has_sixteen_ballots_in_a_slot() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    let sign = |cast: u16| {
        world.ballot(1, &credential, cast / 16, (NOW, u8::try_from(cast % 16).unwrap()))
    };
    for cast in 0..16 {
        assert_eq!(world.cast(sign(cast).as_bytes()).await.status, StatusCode::OK, "{cast}");
    }
    assert_eq!(world.cast(sign(16).as_bytes()).await.problem(), "429 slot");
    assert_eq!(world.cast(sign(3).as_bytes()).await.status, StatusCode::OK, "it was taken before");
    world.set_clock(NOW + 600);
    let next = world.ballot(1, &credential, 1, (NOW + 600, 0));
    assert_eq!(world.cast(next.as_bytes()).await.status, StatusCode::OK);
    world.end().await;
}
