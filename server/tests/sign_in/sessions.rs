//! Sessions: how long they last, where they are seen and how they end.

use crate::browser::Browser;
use crate::world::World;
use store::roles::{Grant, Role};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;

#[tokio::test]
async fn a_resident_may_pause_for_half_an_hour_and_stay_for_half_a_day() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/").await;
    world.wait(30 * MINUTE - 1);
    assert!(browser.is_signed_in().await);
    world.wait(30 * MINUTE);
    assert!(!browser.is_signed_in().await);

    browser.sign_in("lola", "/uz/").await;
    for _ in 0..12 * HOUR / (25 * MINUTE) {
        world.wait(25 * MINUTE);
        assert!(browser.is_signed_in().await);
    }
    world.wait(20 * MINUTE);
    assert!(!browser.is_signed_in().await, "twelve hours are over");
    world.end().await;
}

#[tokio::test]
async fn an_official_has_less_time() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.sign_in("nigora", "/uz/").await;
    make_official(&world, "42204809990269").await;
    world.wait(10 * MINUTE - 1);
    assert!(browser.is_signed_in().await);
    world.wait(10 * MINUTE);
    assert!(!browser.is_signed_in().await);

    browser.sign_in("nigora", "/uz/").await;
    for _ in 0..8 * HOUR / (9 * MINUTE) {
        world.wait(9 * MINUTE);
        assert!(browser.is_signed_in().await);
    }
    world.wait(3 * MINUTE);
    assert!(!browser.is_signed_in().await, "eight hours are over");
    world.end().await;
}

async fn make_official(world: &World, number: &str) {
    let nullifier = world.site.pepper.nullifier(&number.parse().unwrap());
    let person = world.site.store.person_by_nullifier(nullifier).await.unwrap().unwrap();
    let grant = Grant { person, role: Role::Ministry, territory: None };
    world.site.store.grant_role(grant, None, world.now()).await.unwrap();
}

#[tokio::test]
async fn signing_in_again_rotates_the_session() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/").await;
    let first = browser.jar["hashar"].clone();
    browser.sign_in("lola", "/uz/").await;
    assert_ne!(browser.jar["hashar"], first);
    let mut old = world.browser();
    old.jar.insert("hashar".to_owned(), first);
    assert!(!old.is_signed_in().await);
    assert_eq!(sessions(&mut browser).await.len(), 1);
    world.end().await;
}

/// The ids on the page of sessions, in its order.
async fn sessions(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/uz/me").await.body;
    let ids = page.split("name=\"session\" value=\"").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_and_all_at_once() {
    let world = World::demo().await;
    let (mut one, mut two, mut three) = (world.browser(), world.browser(), world.browser());
    for browser in [&mut one, &mut two, &mut three] {
        world.wait(MINUTE);
        browser.sign_in("lola", "/uz/").await;
    }
    let ids = sessions(&mut one).await;
    assert_eq!(ids.len(), 3);
    // Another's session cannot be ended.
    let mut stranger = world.browser();
    stranger.sign_in("elena", "/uz/").await;
    for id in &ids {
        assert_eq!(stranger.post("/uz/me", &[("session", id)]).await.status, 404);
    }
    assert!(two.is_signed_in().await);

    let newest = ids.iter().max_by_key(|id| id.parse::<i64>().unwrap()).unwrap();
    assert_eq!(one.post("/uz/me", &[("session", newest)]).await.location(), "/uz/me");
    assert!(!three.is_signed_in().await && two.is_signed_in().await);

    assert_eq!(one.post("/uz/me", &[]).await.location(), "/uz/");
    assert!(!one.jar.contains_key("hashar"));
    assert!(!one.is_signed_in().await && !two.is_signed_in().await);
    assert!(stranger.is_signed_in().await);
    world.end().await;
}

#[tokio::test]
async fn ending_this_session_signs_out() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/").await;
    let id = sessions(&mut browser).await.remove(0);
    assert_eq!(browser.post("/uz/me", &[("session", &id)]).await.location(), "/uz/");
    assert!(!browser.jar.contains_key("hashar"));
    world.end().await;
}
