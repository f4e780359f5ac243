//! Preparing a vote from the desk.

use crate::world::{DESK, OPENS, World};

const PREPARE: &str = "/en/seasons/vote/election/prepare";

#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_is_said_and_what_was_typed_is_kept() {
    let world = World::new().await;
    let official = world.ministry(1).await;
    official.get(DESK).await.says("not prepared yet").says("name=\"auditors\"");
    let no_file = official.post_file(PREPARE, &[("auditors", "who is that")], "{}").await;
    assert_eq!(no_file.status, 422);
    no_file.says("no public file of a trustee").says("who is that");
    let trustees = world.trustees();
    let auditor = official.post_file(PREPARE, &[("auditors", "who is that")], &trustees).await;
    assert_eq!(auditor.status, 422);
    auditor.says("is no auditor").says("who is that");
    // No project was admitted in this season.
    let unready = official.post_file(PREPARE, &[("auditors", "")], &trustees).await;
    assert_eq!(unready.status, 409);
    unready.says("cannot be prepared yet").says("Too few projects were admitted here");
    assert!(world.store.election_of_season(world.season).await.unwrap().is_none());
    let elsewhere = world.official(2, store::roles::Role::Ministry, Some("11")).await;
    assert_eq!(elsewhere.post_file(PREPARE, &[("auditors", "")], &trustees).await.status, 403);
    world.wait_until(OPENS);
    let late = world.sign_in(1).await.post_file(PREPARE, &[("auditors", "")], &trustees).await;
    assert_eq!(late.status, 409);
    late.says("It is too late for this");
    world.end().await;
}
