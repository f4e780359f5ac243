//! The demo's clock: forward, at once, written down; nowhere but in a demo.

use crate::world::{OPENS, START, World};
use store::roles::Role;

#[tokio::test(flavor = "multi_thread")]
async fn an_official_moves_it_forward_and_the_server_takes_it_at_once() {
    let world = World::demo().await;
    let official = world.ministry(1).await;
    let page = official.get("/en/clock").await;
    page.says("the vote opens").says("the vote ends").says(&format!("value=\"{OPENS}\""));
    let moved = official.post("/en/clock", &[("to", &OPENS.to_string())]).await;
    assert_eq!(moved.location(), "/en/clock");
    assert_eq!(world.now(), OPENS);
    assert_eq!(world.store.clock_offset().await.unwrap(), OPENS - START);
    // The hour did not end the session, and the moment is no more offered.
    official.get("/en/clock").await.says_not(&format!("value=\"{OPENS}\""));
    official.get("/en/seasons/vote").await.says("Voting goes on");

    let moved = official.post("/en/clock", &[("days", "3")]).await;
    assert_eq!(moved.location(), "/en/clock");
    assert_eq!(world.now(), OPENS + 3 * 86_400);
    assert_eq!(world.register().await, ["clock.move", "clock.move"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_never_moved_back() {
    let world = World::demo().await;
    let official = world.official(1, Role::Administrator, None).await;
    for to in [START, START - 1, i64::MIN] {
        let back = official.post("/en/clock", &[("to", &to.to_string())]).await;
        assert_eq!(back.status, 409, "{to}");
        back.says("The clock is never moved back").says("--fresh");
    }
    for days in ["0", "-1", "1.5", "", "3661", "9999999999999999999"] {
        let wrong = official.post("/en/clock", &[("days", days)]).await;
        assert_eq!(wrong.status, 422, "{days}");
        wrong.says("Type a whole number of days").says(&format!("value=\"{days}\""));
    }
    let far = official.post("/en/clock", &[("to", &i64::MAX.to_string())]).await;
    assert_eq!(far.status, 422);
    assert_eq!(world.now(), START);
    assert!(world.register().await.is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_officials_of_a_demo_move_it() {
    let world = World::demo().await;
    let to = OPENS.to_string();
    let auditor = world.official(1, Role::Auditor, None).await;
    for browser in [auditor, world.sign_in(2).await] {
        assert_eq!(browser.get("/en/clock").await.status, 403);
        assert_eq!(browser.post("/en/clock", &[("to", &to)]).await.status, 403);
    }
    assert_eq!(world.anonymous().post("/en/clock", &[("to", &to)]).await.status, 401);
    assert_eq!(world.now(), START);
    world.end().await;

    let real = World::new().await;
    let official = real.ministry(1).await;
    assert_eq!(official.get("/en/clock").await.status, 404);
    assert_eq!(official.post("/en/clock", &[("to", &to)]).await.status, 404);
    official.get("/en/approvals").await.says_not("/en/clock");
    assert_eq!(real.now(), START);
    real.end().await;
}
