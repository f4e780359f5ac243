//! Forms: of other sites, and of people whose session ran out.

use crate::browser::Browser;
use crate::world::World;
use app::web::{Answer, Visit, keep_forms, problem_pages};
use axum::Router;
use axum::extract::Form;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::post;
use store::roles::{Grant, Role};

#[tokio::test]
async fn forms_of_other_sites_change_nothing() {
    let world = World::demo().await;
    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/").await;
    let own = world.base.clone();
    let evil = "https://evil.example".to_owned();
    let site = |value: &str| ("sec-fetch-site", value.to_owned());
    for headers in [
        vec![],
        vec![("origin", evil.clone())],
        vec![("origin", "null".to_owned())],
        vec![site("cross-site"), ("origin", evil)],
        vec![site("same-site"), ("origin", own.clone())],
        vec![site("cross-site"), ("origin", own.clone())],
    ] {
        for path in ["/uz/me", "/uz/sign-out", "/uz/sign-in", "/demo-issuer/authorize"] {
            let page = browser.post_from(path, &[("session", "typed")], &headers).await;
            assert_eq!(page.status, 403, "{path} {headers:?}");
            assert!(!page.body.contains("typed"), "nothing of a foreign form is repeated");
        }
    }
    assert!(browser.is_signed_in().await);
    let unread = browser.post("/uz/me", &[("session", "typed")]).await;
    assert_eq!(unread.status, 422);
    assert!(unread.body.contains("<main"), "{}", unread.body);
    for headers in [vec![("origin", own)], vec![site("none")], vec![site("same-origin")]] {
        assert_eq!(browser.post_from("/uz/sign-out", &[], &headers).await.status, 303);
    }
    world.end().await;
}

/// Acts as pages will have them: one for anybody signed in, one weighty, one for officials.
async fn acts(world: &World) -> (Browser, tokio::task::JoinHandle<()>) {
    let site = world.site.clone();
    let anybody = async |visit: Visit, Form(_): Form<Vec<(String, String)>>| -> Answer {
        visit.person()?;
        Ok(Redirect::to("/uz/done").into_response())
    };
    let weighty = async |visit: Visit, Form(_): Form<Vec<(String, String)>>| -> Answer {
        visit.fresh(300)?;
        Ok(Redirect::to("/uz/done").into_response())
    };
    let official = async |visit: Visit| -> Answer {
        visit.official(Role::Ministry, None).await?;
        Ok(Redirect::to("/uz/done").into_response())
    };
    let router = Router::new()
        .route("/{lang}/anybody", post(anybody))
        .route("/{lang}/weighty", post(weighty))
        .route("/{lang}/official", post(official))
        .layer(from_fn(keep_forms))
        .layer(from_fn_with_state(site.clone(), problem_pages))
        .with_state(site);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let browser = Browser::new(&format!("http://{}", listener.local_addr().unwrap()));
    (browser, tokio::spawn(async move { axum::serve(listener, router).await.unwrap() }))
}

#[tokio::test]
async fn what_was_typed_is_given_back_when_the_session_ran_out() {
    let world = World::demo().await;
    let (mut acts, serving) = acts(&world).await;
    let text = "Suv quvuri \"yangi\" <b>&amp;\r\nikkinchi qator";
    let fields = [("title", text), ("cost", "-5 000"), ("title", "twice")];
    let page = acts.post("/uz/anybody?draft=7", &fields).await;
    assert_eq!((page.status, page.header("cache-control")), (401, "private, no-store"));
    assert!(page.body.contains("action=\"/uz/anybody?draft=7\""), "{}", page.body);
    let kept = "value=\"Suv quvuri &quot;yangi&quot; &lt;b&gt;&amp;amp;\r\nikkinchi qator\"";
    assert!(page.body.contains(kept), "{}", page.body);
    assert!(page.body.contains("value=\"-5 000\"") && page.body.contains("value=\"twice\""));
    assert!(page.body.contains("value=\"/uz/sign-in/done\""));

    // A page that was only asked for is come back to.
    let page = world.browser().get("/uz/me?x=1").await;
    assert!(page.body.contains("name=\"to\" value=\"/uz/me?x=1\""), "{}", page.body);

    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/sign-in/done").await;
    assert_eq!(browser.get("/uz/sign-in/done").await.status, 200);
    acts.jar = browser.jar.clone();
    assert_eq!(acts.post("/uz/anybody?draft=7", &fields).await.location(), "/uz/done");

    let long = "x".repeat(300 * 1024);
    assert_eq!(acts.post("/uz/anybody", &[("title", &long)]).await.status, 413);
    serving.abort();
    world.end().await;
}

#[tokio::test]
async fn weighty_acts_need_a_sign_in_of_just_now() {
    let world = World::demo().await;
    let (mut acts, serving) = acts(&world).await;
    let mut browser = world.browser();
    browser.sign_in("lola", "/uz/").await;
    acts.jar = browser.jar.clone();
    world.wait(300);
    assert_eq!(acts.post("/uz/weighty", &[("a", "b")]).await.location(), "/uz/done");
    world.wait(1);
    let page = acts.post("/uz/weighty", &[("a", "typed")]).await;
    assert_eq!(page.status, 401);
    assert!(page.body.contains("name=\"fresh\"") && page.body.contains("value=\"typed\""));
    serving.abort();
    world.end().await;
}

#[tokio::test]
async fn officials_are_asked_for_their_role() {
    let world = World::demo().await;
    let (mut acts, serving) = acts(&world).await;
    assert_eq!(acts.post("/uz/official", &[]).await.status, 401);
    let mut browser = world.browser();
    browser.sign_in("nigora", "/uz/").await;
    acts.jar = browser.jar.clone();
    assert_eq!(acts.post("/uz/official", &[]).await.status, 403);
    let nullifier = world.site.pepper.nullifier(&"42204809990269".parse().unwrap());
    let person = world.site.store.person_by_nullifier(nullifier).await.unwrap().unwrap();
    let grant = Grant { person, role: Role::Ministry, territory: None };
    world.site.store.grant_role(grant, None, world.now()).await.unwrap();
    assert_eq!(acts.post("/uz/official", &[]).await.location(), "/uz/done");
    serving.abort();
    world.end().await;
}
