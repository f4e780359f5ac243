//! Granting and revoking roles, and the register that auditors read.

use crate::browser::{Browser, Page};
use crate::world::World;
use store::PersonId;
use store::roles::{Grant, Role};

const SANJAR: &str = "30602909990311";
const LOLA: &str = "62303049990209";

/// An administrator's and a resident's browser, both signed in just now.
async fn two(world: &World) -> (Browser, Browser) {
    let (mut sanjar, mut lola) = (world.browser(), world.browser());
    sanjar.sign_in("sanjar", "/en/").await;
    lola.sign_in("lola", "/en/").await;
    let person = person(world, SANJAR).await;
    let grant = Grant { person, role: Role::Administrator, territory: None };
    world.site.store.grant_role(grant, None, world.now()).await.unwrap();
    (sanjar, lola)
}

async fn person(world: &World, number: &str) -> PersonId {
    let nullifier = world.site.pepper.nullifier(&number.parse().unwrap());
    world.site.store.person_by_nullifier(nullifier).await.unwrap().unwrap()
}

async fn grant(browser: &mut Browser, number: &str, role: &str, territory: &str) -> Page {
    let fields = [("number", number), ("role", role), ("territory", territory)];
    browser.post("/en/officials", &fields).await
}

#[tokio::test]
async fn only_administrators_see_officials_and_only_auditors_the_register() {
    let world = World::demo().await;
    let (mut sanjar, mut lola) = two(&world).await;
    assert_eq!(world.browser().get("/en/officials").await.status, 401);
    assert_eq!(world.browser().get("/en/register").await.status, 401);
    assert_eq!(lola.get("/en/officials").await.status, 403);
    assert_eq!(lola.get("/en/register").await.status, 403);
    assert_eq!(grant(&mut lola, LOLA, "moderator", "").await.status, 403);
    assert_eq!(sanjar.get("/en/officials").await.status, 200);
    assert_eq!(sanjar.get("/en/register").await.status, 403, "an administrator is no auditor");
    world.end().await;
}

#[tokio::test]
async fn a_granted_role_works_and_is_written_down() {
    let world = World::demo().await;
    let (mut sanjar, mut lola) = two(&world).await;
    assert_eq!(grant(&mut sanjar, LOLA, "auditor", "").await.location(), "/en/officials");
    let register = lola.get("/en/register").await;
    assert_eq!(register.status, 200);
    assert!(register.body.contains("Granted a role"), "{}", register.body);
    assert!(register.body.contains("Lola Abdullayeva: auditor"), "{}", register.body);
    assert!(!register.body.contains(LOLA), "no identity number in the register");

    let again = grant(&mut sanjar, LOLA, "auditor", "").await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("holds this role for this territory already"));

    let row = person(&world, LOLA).await.to_string();
    let fields = [("revoke", row.as_str()), ("role", "auditor"), ("territory", "")];
    assert_eq!(sanjar.post("/en/officials", &fields).await.location(), "/en/officials");
    assert_eq!(lola.get("/en/register").await.status, 403);
    let acts = world.site.store.acts(store::acts::ActFilter::default(), 10).await.unwrap();
    let words: Vec<&str> = acts.iter().map(|act| act.act.as_str()).collect();
    assert_eq!(words, ["roles.revoke", "roles.grant", "roles.grant"]);
    world.end().await;
}

#[tokio::test]
async fn a_wrong_grant_says_what_to_mend_and_keeps_what_was_typed() {
    let world = World::demo().await;
    let (mut sanjar, _) = two(&world).await;
    let mistyped = grant(&mut sanjar, "12345678901234", "moderator", "9999999").await;
    assert_eq!(mistyped.status, 422);
    // Told above the long list, each line leading to its field.
    for link in ["href=\"#number\"", "href=\"#territory\""] {
        assert!(mistyped.body.contains(link), "{link} is not in {}", mistyped.body);
    }
    assert!(mistyped.body.contains("check the 14 digits"));
    assert!(mistyped.body.contains("No territory has this code"));
    assert!(mistyped.body.contains("value=\"9999999\""), "the code is kept");
    assert!(!mistyped.body.contains("12345678901234"), "an identity number is not sent back");
    let stranger = grant(&mut sanjar, "41203849990014", "moderator", "").await;
    assert!(stranger.body.contains("has not signed in yet"), "{}", stranger.body);
    let own = grant(&mut sanjar, SANJAR, "ministry", "").await;
    assert_eq!(own.status, 422);
    assert!(own.body.contains("cannot change your own roles"));
    world.end().await;
}

#[tokio::test]
async fn granting_takes_a_sign_in_of_just_now() {
    let world = World::demo().await;
    let (mut sanjar, _) = two(&world).await;
    world.wait(6 * 60);
    assert_eq!(sanjar.get("/en/officials").await.status, 200);
    let late = grant(&mut sanjar, LOLA, "moderator", "").await;
    assert_ne!(late.status, 303, "a sign-in of six minutes ago is not fresh");
    let held = world.site.store.roles_of(person(&world, LOLA).await).await.unwrap();
    assert!(held.is_empty());
    world.end().await;
}
