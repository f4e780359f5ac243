//! Attempts to sign somebody in as another, or twice with one answer.

use crate::browser::{Browser, parameter};
use crate::world::World;

#[tokio::test]
async fn an_answer_works_once() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let address = browser.begin(&[]).await;
    let back = browser.choose(&address, "lola").await;
    assert_eq!(browser.get(&back).await.status, 303);
    let token = browser.jar["hashar"].clone();
    let again = browser.get(&back).await;
    assert_eq!((again.status, again.header("set-cookie")), (400, ""));
    assert_eq!(browser.jar["hashar"], token);
    world.end().await;
}

#[tokio::test]
async fn a_code_works_once_whatever_attempt_brings_it() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let first = browser.begin(&[]).await;
    let back = browser.choose(&first, "lola").await;
    assert_eq!(browser.get(&back).await.status, 303);
    let code = parameter(&back.parse().unwrap(), "code");

    let mut other = world.browser();
    let state = parameter(&other.begin(&[]).await, "state");
    let page = other.get(&format!("/uz/sign-in/return?code={code}&state={state}")).await;
    assert_eq!(page.status, 502);
    assert!(!other.is_signed_in().await);
    world.end().await;
}

#[tokio::test]
async fn a_stolen_code_is_useless_in_another_attempt() {
    let world = World::demo().await;
    let (mut victim, mut thief) = (world.browser(), world.browser());
    let address = victim.begin(&[]).await;
    let code = parameter(&victim.choose(&address, "lola").await.parse().unwrap(), "code");
    // The thief's own attempt has another verifier and nonce: PKCE binds the code to the victim's.
    let state = parameter(&thief.begin(&[]).await, "state");
    let page = thief.get(&format!("/uz/sign-in/return?code={code}&state={state}")).await;
    assert_eq!(page.status, 502);
    assert!(!thief.is_signed_in().await);
    world.end().await;
}

#[tokio::test]
async fn nobody_is_signed_in_with_the_answer_of_another_browser() {
    let world = World::demo().await;
    let (mut attacker, mut fresh, mut busy) = (world.browser(), world.browser(), world.browser());
    let address = attacker.begin(&[]).await;
    let back = attacker.choose(&address, "sanjar").await;
    // A victim follows the attacker's link: without an attempt of their own, and with one.
    assert_eq!(fresh.get(&back).await.status, 400);
    busy.begin(&[]).await;
    assert_eq!(busy.get(&back).await.status, 400);
    for browser in [&mut fresh, &mut busy] {
        assert!(!browser.is_signed_in().await);
    }
    assert_eq!(attacker.get(&back).await.status, 303, "a stranger's try spends nothing");
    world.end().await;
}

#[tokio::test]
async fn a_wrong_or_missing_state_is_refused() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let address = browser.begin(&[]).await;
    let back = browser.choose(&address, "lola").await;
    let state = parameter(&address, "state");
    for wrong in [back.replace(&state, "wrong"), back.replace("state=", "s=")] {
        assert_eq!(browser.get(&wrong).await.status, 400);
    }
    assert!(!browser.is_signed_in().await);
    world.end().await;
}

#[tokio::test]
async fn an_attempt_expires_after_ten_minutes() {
    let world = World::demo().await;
    for (seconds, status) in [(599, 303), (600, 400)] {
        let mut browser = world.browser();
        let address = browser.begin(&[]).await;
        world.wait(seconds);
        let back = browser.choose(&address, "lola").await;
        assert_eq!(browser.get(&back).await.status, status, "{seconds}");
    }
    world.end().await;
}

#[tokio::test]
async fn two_tabs_may_sign_in_at_once() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let (first, second) = (browser.begin(&[]).await, browser.begin(&[]).await);
    let (one, two) = (browser.choose(&first, "lola").await, browser.choose(&second, "lola").await);
    assert_eq!(browser.get(&one).await.status, 303);
    assert_eq!(browser.get(&two).await.status, 303);
    world.end().await;
}

#[tokio::test]
async fn a_session_fixed_before_the_sign_in_is_worth_nothing() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.jar.insert("hashar".to_owned(), "planted-by-an-attacker".to_owned());
    assert_eq!(browser.get("/uz/").await.status, 200);
    browser.sign_in("lola", "/uz/").await;
    assert_ne!(browser.jar["hashar"], "planted-by-an-attacker");
    let mut attacker = world.browser();
    attacker.jar.insert("hashar".to_owned(), "planted-by-an-attacker".to_owned());
    assert!(!attacker.is_signed_in().await);
    // Two cookies of the name: one of them was planted.
    let own = format!("{}; hashar=planted", browser.jar["hashar"]);
    browser.jar.insert("hashar".to_owned(), own);
    assert!(!browser.is_signed_in().await);
    world.end().await;
}

#[tokio::test]
async fn one_goes_on_to_own_pages_only() {
    let world = World::demo().await;
    for (to, expected) in [
        ("/ru/me?x=1", "/ru/me?x=1"),
        ("//evil.example", "/uz/"),
        ("https://evil.example/uz/", "/uz/"),
        ("/\\evil.example", "/uz/"),
        ("javascript:alert(1)", "/uz/"),
        ("", "/uz/"),
    ] {
        let last = world.browser().sign_in("lola", to).await;
        assert_eq!(last.location(), expected, "{to}");
    }
    let mut browser: Browser = world.browser();
    let page = browser.get("/uz/sign-in?to=https://evil.example").await;
    // The header's links to the other languages carry the query along; nothing below does.
    assert!(!page.body.split("<main").nth(1).unwrap().contains("evil.example"));
    world.end().await;
}
