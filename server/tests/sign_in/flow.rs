//! The way in and out with the demo's issuer.

use crate::browser::{Browser, parameter};
use crate::world::World;
use openidconnect::reqwest;

#[tokio::test]
async fn a_person_signs_in_and_out() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let page = browser.get("/uz/sign-in?to=/uz/me").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("name=\"to\" value=\"/uz/me\""), "{}", page.body);
    assert!(browser.jar.is_empty(), "a page that is only read sets no cookie");

    let last = browser.sign_in("dilfuza", "/uz/me").await;
    assert_eq!(last.location(), "/uz/me");
    let cookie = last.header("set-cookie");
    assert!(cookie.starts_with("hashar=") && cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    let me = browser.get("/uz/me").await;
    assert_eq!((me.status, me.header("cache-control")), (200, "private, no-store"));
    assert!(me.body.contains("Dilfuza Rahimova") && me.header("etag").is_empty());
    assert!(browser.get("/uz/").await.body.contains("Dilfuza Rahimova"), "in the header");

    let out = browser.post("/uz/sign-out", &[]).await;
    assert_eq!(out.location(), "/uz/");
    assert!(!browser.jar.contains_key("hashar"));
    assert_eq!(browser.get("/uz/me").await.status, 401);
    world.end().await;
}

#[tokio::test]
async fn another_name_of_loopback_leads_to_the_public_one() {
    let world = World::demo().await;
    let localhost = world.base.replace("127.0.0.1", "localhost");
    let page = world.browser().get(&format!("{localhost}/uz/sign-in?to=/uz/me")).await;
    assert_eq!(page.location(), format!("{}/uz/sign-in?to=%2Fuz%2Fme", world.base));
    world.end().await;
}

#[tokio::test]
async fn anonymous_pages_stay_cacheable() {
    let world = World::demo().await;
    let page = world.browser().get("/uz/").await;
    assert!(page.header("cache-control").starts_with("public"));
    assert!(page.header("set-cookie").is_empty() && !page.header("etag").is_empty());
    assert!(page.headers.get_all("vary").iter().any(|value| value == "Cookie"));
    world.end().await;
}

#[tokio::test]
async fn nothing_is_kept_of_the_identity_number() {
    let world = World::demo().await;
    world.browser().sign_in("dilfuza", "/uz/").await;
    world.site.store.close().await;
    let mut looked = 0;
    for entry in std::fs::read_dir(&world.folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        looked += usize::from(bytes.windows(16).any(|window| window == b"Dilfuza Rahimova"));
        assert!(!bytes.windows(14).any(|window| window == b"41203849990014"));
    }
    assert!(looked > 0, "this is where people are kept");
    world.end().await;
}

#[tokio::test]
async fn the_language_goes_with_the_person() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let address = browser.post("/ru/sign-in", &[("to", "/ru/me")]).await.onward();
    let choosing = browser.get(address.as_str()).await;
    assert!(choosing.body.contains("lang=\"ru\"") && choosing.body.contains("Учительница"));
    let back = browser.choose(&address, "elena").await;
    assert!(back.contains("/ru/sign-in/return?"), "{back}");
    assert_eq!(browser.get(&back).await.location(), "/ru/me");
    world.end().await;
}

#[tokio::test]
async fn cancelling_is_a_page_and_residents_are_found() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let address = browser.begin(&[]).await;
    let found = browser.get(&format!("{address}&q=14080007")).await;
    assert!(found.body.contains("value=\"14080007-001\""), "{}", found.body);
    let none = browser.get(&format!("{address}&q=nobody+at+all")).await;
    assert!(none.body.contains("role=\"status\""));
    let back = browser.choose(&address, "").await;
    let page = browser.get(&back).await;
    assert_eq!(page.status, 400);
    assert!(!browser.is_signed_in().await);
    world.end().await;
}

async fn token(base: &str, secret: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let encode =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let request = http
        .post(format!("{base}/demo-issuer/token"))
        .basic_auth(encode("hashar"), Some(encode(secret)))
        .form(fields);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn the_issuer_checks_client_code_and_verifier() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let address = browser.begin(&[]).await;
    let redirect = parameter(&address, "redirect_uri");
    for (secret, verifier, error) in [
        ("wrong", "v", "invalid_client"),
        (crate::world::SECRET, "not the verifier", "invalid_grant"),
    ] {
        let back = browser.choose(&address, "lola").await;
        let code = parameter(&back.parse().unwrap(), "code");
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &redirect),
            ("code_verifier", verifier),
        ];
        let (status, body) = token(&world.base, secret, &fields).await;
        assert!(status >= 400 && body.contains(error), "{body}");
    }
    world.end().await;
}

#[tokio::test]
async fn the_issuer_sends_nobody_to_unknown_addresses() {
    let world = World::demo().await;
    let mut browser = world.browser();
    let right = browser.begin(&[]).await;
    let get = async |browser: &mut Browser, name: &str, value: &str| {
        let mut address = right.clone();
        let kept: Vec<(String, String)> =
            right.query_pairs().into_owned().filter(|(key, _)| key != name).collect();
        address.query_pairs_mut().clear().extend_pairs(kept).append_pair(name, value);
        browser.get(address.as_str()).await
    };
    for (name, value) in [
        ("redirect_uri", "https://evil.example/uz/sign-in/return"),
        ("redirect_uri", ""),
        ("client_id", "another"),
    ] {
        let page = get(&mut browser, name, value).await;
        assert_eq!((page.status, page.header("location")), (400, ""), "{name}={value}");
    }
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "profile", "invalid_scope"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("prompt", "none", "login_required"),
    ] {
        let page = get(&mut browser, name, value).await;
        assert!(page.location().contains(&format!("error={error}")), "{}", page.location());
    }
    world.end().await;
}
