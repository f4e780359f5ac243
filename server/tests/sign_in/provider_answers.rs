//! What a provider may answer, and what of it is believed.

use crate::browser::{Browser, Page, parameter};
use crate::liar::{How, Liar};
use crate::world::World;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

const NUMBER: &str = "41203849990014";

/// Claims that are right for the attempt behind `address`.
fn claims(world: &World, liar: &Liar, address: &Url) -> Value {
    json!({
        "iss": liar.address, "sub": "account-1", "aud": "hashar",
        "iat": world.now(), "exp": world.now() + 60, "auth_time": world.now(),
        "nonce": parameter(address, "nonce"),
        "name": "Dilfuza Rahimova", "pinfl": NUMBER, "birthdate": "1984-03-12",
    })
}

async fn back(browser: &mut Browser, address: &Url) -> Page {
    let state = parameter(address, "state");
    browser.get(&format!("/uz/sign-in/return?code=c&state={state}")).await
}

/// A sign-in with right claims changed by `change`.
async fn answer(how: How, begin: &[(&str, &str)], change: impl Fn(&mut Value)) -> u16 {
    let liar = Liar::start().await;
    let world = World::at(&liar.address).await;
    let mut browser = world.browser();
    let address = browser.begin(begin).await;
    let mut said = claims(&world, &liar, &address);
    change(&mut said);
    liar.say(said, how);
    let page = back(&mut browser, &address).await;
    assert_eq!(browser.is_signed_in().await, page.status == 303, "{}", page.body);
    world.end().await;
    page.status
}

#[tokio::test]
async fn a_right_token_signs_in() {
    assert_eq!(answer(How::Right, &[], |_| {}).await, 303);
    // The provider changed its key since the site looked.
    assert_eq!(answer(How::NewKey, &[], |_| {}).await, 502, "not within a minute");
}

#[tokio::test]
async fn a_new_key_is_found_a_minute_later() {
    let liar = Liar::start().await;
    let world = World::at(&liar.address).await;
    let mut browser = world.browser();
    browser.begin(&[]).await;
    world.wait(61);
    let address = browser.begin(&[]).await;
    liar.say(claims(&world, &liar, &address), How::NewKey);
    assert_eq!(back(&mut browser, &address).await.status, 303);
    world.end().await;
}

#[tokio::test]
async fn tokens_of_other_signers_are_refused() {
    for how in [How::OtherKey, How::None, How::Secret, How::PublicKeyAsSecret] {
        assert_eq!(answer(how, &[], |_| {}).await, 502);
    }
}

#[tokio::test]
async fn tokens_for_others_or_another_time_are_refused() {
    let wrong: [(&str, Value); 9] = [
        ("aud", json!("another-site")),
        ("aud", json!(["hashar", "another-site"])),
        ("iss", json!("https://id.example")),
        ("nonce", json!("of another attempt")),
        ("nonce", Value::Null),
        ("exp", json!(crate::world::START)),
        ("iat", json!(crate::world::START - 301)),
        ("iat", json!(crate::world::START + 301)),
        ("sub", Value::Null),
    ];
    for (name, value) in wrong {
        let status = answer(How::Right, &[], |claims| {
            match value.is_null() {
                true => claims.as_object_mut().unwrap().remove(name),
                false => claims.as_object_mut().unwrap().insert(name.to_owned(), value.clone()),
            };
        });
        assert_eq!(status.await, 502, "{name} {value}");
    }
}

#[tokio::test]
async fn a_fresh_sign_in_is_verified() {
    let fresh = [("fresh", "1")];
    assert_eq!(answer(How::Right, &fresh, |_| {}).await, 303);
    let earlier = |claims: &mut Value| claims["auth_time"] = json!(crate::world::START - 60);
    assert_eq!(answer(How::Right, &fresh, earlier).await, 502);
    assert_eq!(answer(How::Right, &[], earlier).await, 303, "an ordinary one may be older");
    let unsaid = |claims: &mut Value| drop(claims.as_object_mut().unwrap().remove("auth_time"));
    assert_eq!(answer(How::Right, &fresh, unsaid).await, 502);

    let liar = Liar::start().await;
    let world = World::at(&liar.address).await;
    let address = world.browser().begin(&fresh).await;
    assert_eq!(parameter(&address, "prompt"), "login");
    assert_eq!(parameter(&address, "max_age"), "0");
    world.end().await;
}

#[tokio::test]
async fn without_a_valid_identity_number_nobody_signs_in() {
    for number in [json!("41203849990015"), json!(""), json!(41_203_849_990_014_u64)] {
        let status = answer(How::Right, &[], |claims| claims["pinfl"] = number.clone()).await;
        assert_eq!(status, 403, "{number}");
    }
}

#[tokio::test]
async fn two_accounts_of_one_number_are_one_person() {
    let liar = Liar::start().await;
    let world = World::at(&liar.address).await;
    let (mut first, mut second) = (world.browser(), world.browser());
    for (browser, subject) in [(&mut first, "account-1"), (&mut second, "account-2")] {
        let address = browser.begin(&[]).await;
        let mut said = claims(&world, &liar, &address);
        said["sub"] = json!(subject);
        liar.say(said, How::Right);
        assert_eq!(back(browser, &address).await.status, 303);
    }
    let me = first.get("/uz/me").await.body;
    assert_eq!(me.matches("name=\"session\"").count(), 2, "both sessions are hers");

    // One account with another number is somebody who took the account over, or a mistake.
    let address = second.begin(&[]).await;
    let mut said = claims(&world, &liar, &address);
    said["pinfl"] = json!("30211799990026");
    liar.say(said, How::Right);
    assert_eq!(back(&mut second, &address).await.status, 403);
    world.end().await;
}

#[tokio::test]
async fn every_error_of_the_provider_is_a_page() {
    let liar = Liar::start().await;
    let world = World::at(&liar.address).await;
    for (answer, status) in [
        ("error=access_denied", 400),
        ("error=temporarily_unavailable", 503),
        ("error=invalid_scope", 502),
        ("error=%3Cscript%3E", 502),
        ("code=c&iss=https%3A%2F%2Fevil.example", 502),
        ("", 502),
    ] {
        let mut browser = world.browser();
        let state = parameter(&browser.begin(&[]).await, "state");
        let page = browser.get(&format!("/uz/sign-in/return?{answer}&state={state}")).await;
        assert_eq!(page.status, status, "{answer}");
        assert!(page.body.contains("<main") && !page.body.contains("<script"), "{answer}");
        assert!(!browser.is_signed_in().await);
    }
    world.end().await;
}

#[tokio::test]
async fn while_the_provider_is_down_pages_go_on_and_sign_in_works_once_it_is_back() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = port.local_addr().unwrap();
    drop(port);
    let world = World::at(&format!("http://{place}")).await;
    let mut browser = world.browser();
    let page = browser.post("/uz/sign-in", &[]).await;
    assert_eq!((page.status, page.header("retry-after")), (503, "5"));
    assert_eq!(browser.get("/uz/").await.status, 200);
    assert_eq!(browser.get("/uz/sign-in").await.status, 200);

    let liar = Liar::start_on(TcpListener::bind(place).await.unwrap());
    assert_eq!(browser.post("/uz/sign-in", &[]).await.status, 503, "left alone for a moment");
    world.wait(5);
    let address = browser.begin(&[]).await;
    liar.say(claims(&world, &liar, &address), How::Right);
    assert_eq!(back(&mut browser, &address).await.status, 303);
    world.end().await;
}
